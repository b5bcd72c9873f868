// Jekyll with kramdown: a record in the page, and in a file.

import { join } from 'node:path'
import { APA, BIBTEX, copy, dist, onHost, root, run, write } from '../../tests/hosts/host.mjs'

onHost('Jekyll', {
  async build(folder) {
    write(folder, {
      '_config.yml': 'title: Site\nexclude: [site]\ndestination: site\n',
      '_layouts/page.html': '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ page.title }}</title></head><body>{{ content }}</body></html>\n',
      'inner.md': '---\ntitle: Inner\nlayout: page\n---\nText.\n\n{% capture record %}\n' + BIBTEX + '{% endcapture %}\n{% include citation-card.html record=record layout="compact" styles="apa ieee" %}\n\nMore *text*.\n',
      'file.md': '---\ntitle: File\nlayout: page\n---\n{% include citation-card.html src="/papers/doe.bib" layout="compact" %}\n',
      'papers/doe.bib': BIBTEX,
    })
    copy(dist, join(folder, 'citation-card'))
    copy(join(root, 'integrations/jekyll/_includes'), join(folder, '_includes'))
    await run('jekyll', ['build', '--quiet', '--disable-disk-cache'], { cwd: folder })
    return run('jekyll', ['--version']).then((text) => text.replace('jekyll', 'Jekyll'))
  },
  pages: { '/inner.html': APA, '/file.html': APA },
})
