// Angular, as `ng build` makes it: the tag in a component, with a record as property and events.

import assert from 'node:assert/strict'
import { buildAngular } from '../../tests/hosts/angular.mjs'
import { APA, BIBTEX, copied, onHost } from '../../tests/hosts/host.mjs'

onHost('Angular', {
  npm: true,
  build: (folder) => buildAngular(folder, {
    'src/doe.bib': BIBTEX,
    'src/app.ts': `import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core'
import 'citation-card'
import type { CitationCardEvents, CslItem } from 'citation-card'

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`
    @if (file) { <citation-card [attr.src]="file" layout="compact"><p>Fallback</p></citation-card> }
    @else { <citation-card [record]="work" [styles]="['apa', 'ieee']" layout="compact" (citation-card-copy)="copied($event)"><p>Fallback</p></citation-card> }
    <output>{{ last }}</output>\`,
})
export class App {
  file = location.hash.slice(1)
  last = ''
  work: CslItem = { id: 'a', type: 'book', title: 'Tides', author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2020]] } }
  copied({ detail }: CitationCardEvents['citation-card-copy']) { this.last = detail.id }
}
`,
  }),
  pages: { '/index.html': 'Doe, J. (2020). Tides.', '/index.html?file#doe.bib': APA },
  async also({ page, path, citation }) {
    assert.equal(await copied(page), citation)
    if (path === '/index.html') assert.equal(await page.locator('app-root > output').innerText(), 'apa', 'the event reached the component')
  },
})
