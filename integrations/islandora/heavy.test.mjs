// Islandora: the module's template, rendered by Twig as Drupal renders it, on the head that Islandora
// writes. Drupal itself was not run.

import { join } from 'node:path'
import { copy, dist, onHost, pageHead, root, run, write } from '../../tests/hosts/host.mjs'

const RENDER = `<?php
require '/usr/share/php/Twig/autoload.php';
$twig = new \\Twig\\Environment( new \\Twig\\Loader\\FilesystemLoader( $argv[1] ), array( 'strict_variables' => true ) );
echo $twig->render( 'citation-card.html.twig', array( 'layout' => 'compact', 'styles' => 'apa ieee', 'language' => 'de' ) );
`

onHost('Islandora (template)', {
  async build(folder) {
    const module = join(root, 'integrations/islandora/citation_card')
    for (const file of ['citation_card.module', 'src/Plugin/Block/CitationCardBlock.php']) await run('php', ['-l', join(module, file)])
    write(folder, { 'render.php': RENDER })
    const body = await run('php', [join(folder, 'render.php'), join(module, 'templates')])
    write(folder, { 'site/index.html': pageHead('islandora-article', body + '<script type="module" src="/citation-card/citation-card.js"></script>') })
    copy(dist, join(folder, 'site/citation-card'))
    return 'its template by Twig'
  },
  pages: { '/index.html': /\(\d{4}\)/ },
})
