// DSpace's component in an application of Angular's own that writes the head as DSpace does: late, by
// Angular's `Meta`, and anew when the reader goes to another item. DSpace itself is not built.

import assert from 'node:assert/strict'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildAngular } from '../../tests/hosts/angular.mjs'
import { ask, copied, dist, onHost, root, write } from '../../tests/hosts/host.mjs'
import { until } from '../../tests/browser/chromium.mjs'

onHost('DSpace', {
  npm: true,
  async build(folder) {
    // Declarations below `src` would be compiled.
    cpSync(dist, join(folder, 'src/assets/citation-card'), { recursive: true, filter: (path) => !path.endsWith('.d.ts') })
    write(folder, { 'src/doe.bib': '' })
    const version = await buildAngular(folder, {
      'src/citation-card/citation-card.component.ts': readFileSync(join(root, 'integrations/dspace/citation-card.component.ts'), 'utf8'),
      'src/app.ts': `import { Location } from '@angular/common'
import { Component, inject } from '@angular/core'
import { Meta, Title } from '@angular/platform-browser'
import { CitationCardComponent } from './citation-card/citation-card.component'

@Component({
  selector: 'app-root',
  imports: [CitationCardComponent],
  template: '<ds-citation-card layout="compact" styles="apa ieee"></ds-citation-card><button id="next" (click)="go(2)">Next item</button>',
})
export class App {
  private meta = inject(Meta)
  private title = inject(Title)
  private location = inject(Location)
  constructor() { this.go(1) }
  go(item: number) {
    this.location.go('/items/' + item)
    for (const name of ['citation_title', 'citation_author', 'citation_publication_date']) this.meta.removeTag('name="' + name + '"')
    // The item comes from the server.
    setTimeout(() => {
      this.title.setTitle('Item ' + item)
      this.meta.addTags([{ name: 'citation_title', content: 'Tides ' + item }, { name: 'citation_author', content: 'Doe, Jane' }, { name: 'citation_publication_date', content: '202' + item }])
    }, 300)
  }
}
`,
    }, { head: '<script type="module" src="assets/citation-card/citation-card.js"></script>' })
    return `its component in ${version}; DSpace itself was not built`
  },
  pages: { '/index.html': /^Doe, J\. \(2021\)\. Tides 1\./ },
  async also({ page }) {
    assert.match(await copied(page), /Tides 1/)
    await page.locator('#next').click()
    await until(async () => /^Doe, J\. \(2022\)\. Tides 2\./.test(await ask(page, 'text', 'apa').catch(() => '')), 'the next item')
  },
})
