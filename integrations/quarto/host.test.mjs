// Quarto's filter, run by pandoc, which is Quarto's engine: a reference of the document's
// bibliography, and a file.

import { join } from 'node:path'
import { APA, BIBTEX, copy, dist, onHost, root, run, write } from '../../tests/hosts/host.mjs'

onHost('Quarto (pandoc)', {
  async build(folder) {
    const filter = join(root, 'integrations/quarto/_extensions/citation-card/citation-card.lua')
    const paper = (words, more = '') => `---\ntitle: Paper\nlang: en-GB\nbibliography: doe.bib\n---\n\nText.\n\n::: {.citation-card ${words} layout="compact"}\n${more}:::\n`
    write(folder, {
      'key.md': paper('key="doe2020" styles="apa ieee"'),
      'file.md': paper('src="doe.bib"', 'Doe (2020). *Tides*.\n'),
      'doe.bib': BIBTEX,
      'site/.keep': '',
    })
    copy(dist, join(folder, 'site/citation-card'))
    for (const name of ['key', 'file']) {
      await run('pandoc', ['--standalone', '--lua-filter', filter, '--to', 'html5', '--output', `site/${name}.html`, `${name}.md`], { cwd: folder })
    }
    const text = await run('pandoc', ['--lua-filter', filter, '--to', 'plain', 'file.md'], { cwd: folder })
    if (!text.includes('Doe (2020). Tides.'.slice(0, 11))) throw new Error(`other formats show the fallback alone: ${text}`)
    return run('pandoc', ['--version']).then((text) => text.split('\n')[0])
  },
  pages: { '/key.html': APA, '/file.html': APA },
})
