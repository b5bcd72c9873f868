// Hugo: a record in the shortcode, in a resource of the page, and in a file of the site.

import { join } from 'node:path'
import { APA, BIBTEX, copy, dist, onHost, root, run, write } from '../../tests/hosts/host.mjs'

onHost('Hugo', {
  async build(folder) {
    write(folder, {
      'config.toml': 'baseURL = "/"\ntitle = "Site"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\nuglyURLs = true\n',
      'layouts/_default/single.html': '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{{ .Title }}</title><body>{{ .Content }}{{ partial "citation-card.html" . }}</body></html>\n',
      'layouts/index.html': '<!doctype html><title>Home</title>\n',
      'content/inner.md': '---\ntitle: Inner\n---\nText.\n\n{{< citation-card layout="compact" styles="apa ieee" >}}\n' + BIBTEX + '{{< /citation-card >}}\n\nMore *text*.\n',
      'content/bundle/index.md': '---\ntitle: Bundle\n---\n{{< citation-card src="doe.bib" layout="compact" >}}{{< /citation-card >}}\n',
      'content/bundle/doe.bib': BIBTEX,
      'content/file.md': '---\ntitle: File\n---\n{{< citation-card src="papers/doe.bib" layout="compact" >}}{{< /citation-card >}}\n',
      'static/papers/doe.bib': BIBTEX,
    })
    copy(dist, join(folder, 'static/citation-card'))
    copy(join(root, 'integrations/hugo/layouts'), join(folder, 'layouts'))
    await run('hugo', ['--quiet', '--destination', 'site'], { cwd: folder })
    return run('hugo', ['version']).then((text) => text.split('-')[0].replace('hugo v', 'Hugo '))
  },
  pages: { '/inner.html': APA, '/bundle.html': APA, '/file.html': APA },
})
