// MediaWiki with SQLite: the tag with a record, and what editors may not do.

import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { APA, BIBTEX, copy, dist, onHost, phpServer, root, run } from '../../tests/hosts/host.mjs'

onHost('MediaWiki', {
  async build(folder) {
    const www = join(folder, 'site')
    copy('/usr/share/mediawiki', www)
    rmSync(join(www, 'LocalSettings.php'), { force: true })
    mkdirSync(join(folder, 'data'))
    const extension = join(www, 'extensions/CitationCard')
    copy(join(root, 'integrations/mediawiki/CitationCard'), extension)
    copy(dist, join(extension, 'card'))
    await run('php', ['maintenance/install.php', '--dbtype', 'sqlite', '--dbpath', join(folder, 'data'), '--server', 'http://localhost', '--scriptpath', '', '--pass', 'a-long-secret-word', 'Site', 'Admin'], { cwd: www })
    appendFileSync(join(www, 'LocalSettings.php'), `
$wgServer = 'http://' . ( $_SERVER['HTTP_HOST'] ?? 'localhost' );
wfLoadExtension( 'CitationCard' );
`)
    const text = `Text.\n\n<citation-card layout="compact" styles="apa ieee" src="https://elsewhere.example/x.bib" onclick="alert(1)">\n${BIBTEX}</citation-card>\n\nMore ''text''.\n`
    writeFileSync(join(folder, 'page.wiki'), text)
    await run('sh', ['-c', 'php maintenance/edit.php --user Admin Paper < ../page.wiki'], { cwd: www })
    return run('php', ['maintenance/version.php'], { cwd: www }).then((text) => text.replace(/MediaWiki version: (\S+).*/s, 'MediaWiki $1'))
  },
  serve: (folder) => phpServer(join(folder, 'site')),
  pages: { '/index.php?title=Paper': APA },
  // MediaWiki's own scripts speak of deprecated names.
  console: /JQMIGRATE|This page is using the deprecated|Failed to load resource/,
  async also({ page }) {
    const attributes = await page.evaluate(() => document.querySelector('citation-card').getAttributeNames())
    assert.deepEqual(attributes.filter((name) => ['src', 'onclick'].includes(name)), [], 'what editors may not write')
  },
})
