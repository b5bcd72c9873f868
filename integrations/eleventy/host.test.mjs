// Eleventy: a record in the paired shortcode, in Markdown, and in a file.

import { join } from 'node:path'
import { APA, BIBTEX, copy, dist, onHost, root, run, write } from '../../tests/hosts/host.mjs'

const ELEVENTY = join(root, 'tests/hosts/node_modules/@11ty/eleventy')

onHost('Eleventy', {
  async build(folder) {
    write(folder, {
      'package.json': '{ "type": "module" }\n',
      'eleventy.config.js': "import citationCard from './citation-card.js'\nexport default (config) => { config.addPlugin(citationCard, { folder: 'card' }); return { dir: { input: 'content', output: 'site' } } }\n",
      'content/_includes/page.njk': '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>{{ content | safe }}</body></html>\n',
      'content/inner.md': '---\ntitle: Inner\nlayout: page.njk\n---\nText.\n\n{% citation "layout=compact", "styles=apa ieee" %}\n' + BIBTEX + '{% endcitation %}\n\nMore *text*.\n',
      'content/file.md': '---\ntitle: File\nlayout: page.njk\n---\n{% citationCard "papers/doe.bib", "layout=compact" %}\n',
      'content/papers/doe.bib': BIBTEX,
    })
    copy(dist, join(folder, 'card'))
    copy(join(root, 'integrations/eleventy/citation-card.js'), join(folder, 'citation-card.js'))
    await run('node', [join(ELEVENTY, 'cmd.cjs'), '--quiet'], { cwd: folder })
    return run('node', [join(ELEVENTY, 'cmd.cjs'), '--version']).then((version) => `Eleventy ${version}`)
  },
  pages: { '/inner/index.html': APA, '/file/index.html': APA },
})
