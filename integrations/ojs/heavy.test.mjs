// OJS: the plugin's template, rendered by Smarty as OJS renders it, on the head that OJS writes. OJS
// itself was not run.

import { join } from 'node:path'
import { copy, dist, onHost, pageHead, root, run, write } from '../../tests/hosts/host.mjs'

const RENDER = `<?php
require '/usr/share/php/smarty4/Smarty.class.php';
$smarty = new Smarty();
$smarty->setCompileDir( $argv[2] );
$smarty->assign( array( 'currentLocale' => 'pt_BR', 'citationCardScript' => '/citation-card/citation-card.js' ) );
echo $smarty->fetch( $argv[1] );
fwrite( STDERR, Smarty::SMARTY_VERSION );
`

onHost('OJS (template)', {
  async build(folder) {
    const plugin = join(root, 'integrations/ojs/citationCard')
    await run('php', ['-l', join(plugin, 'CitationCardPlugin.php')])
    write(folder, { 'render.php': RENDER, 'compiled/.keep': '' })
    const body = await run('php', [join(folder, 'render.php'), join(plugin, 'templates/card.tpl'), join(folder, 'compiled')])
    if (!body.includes('lang="pt-BR"')) throw new Error(`the language of OJS: ${body}`)
    write(folder, { 'site/index.html': pageHead('ojs-article', body) })
    copy(dist, join(folder, 'site/citation-card'))
    return 'its template by Smarty 4'
  },
  pages: { '/index.html': /\(2020\)\. El nombre\. Journal of Examples, 5\(2\), 11–29\./ },
})
