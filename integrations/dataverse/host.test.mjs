// Dataverse: the footer on the head that Dataverse writes, with the block that its pages have.
// Dataverse itself was not run.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { copy, dist, onHost, pageHead, root, write } from '../../tests/hosts/host.mjs'

onHost('Dataverse (tag)', {
  async build(folder) {
    const footer = readFileSync(join(root, 'integrations/dataverse/custom-footer.html'), 'utf8')
    write(folder, { 'site/index.html': pageHead('dataverse-dataset', `<div class="citation-block">A citation</div>${footer}`) })
    copy(dist, join(folder, 'site/citation-card'))
    return 'its tag'
  },
  pages: { '/index.html': /\(\d{4}\)/ },
})
