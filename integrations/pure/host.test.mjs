// Pure portals: the tag on the head that a portal writes, with the block that its pages have. A portal
// itself was not run.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { copy, dist, onHost, pageHead, root, write } from '../../tests/hosts/host.mjs'

onHost('Pure (tag)', {
  async build(folder) {
    const tag = readFileSync(join(root, 'integrations/pure/tag.html'), 'utf8').replace('https://files.example.org', '')
    write(folder, { 'site/index.html': pageHead('pure-article', `<main><section class="cite-section">Cite this</section></main>${tag}`) })
    copy(dist, join(folder, 'site/citation-card'))
    return 'its tag'
  },
  pages: { '/index.html': /\(\d{4}\)/ },
})
