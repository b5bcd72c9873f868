// axe-core finds nothing: light and dark, wide and narrow, left to right and right to left, with
// each kind of panel, with a message, with all sections.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { html, inChromium, ready, shows, tab, useChromium } from './chromium.mjs'
import { demo } from './records.mjs'

useChromium()

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

const full = {
  ...demo,
  author: demo.author.map((name, at) => (at === 0 ? { ...name, ORCID: '0000-0002-1825-0097' } : name)),
  abstract: 'What the paper studies. '.repeat(60),
  keyword: 'caring work; worker-client relations; health services',
  DOI: '10.1000/182',
  custom: {
    corresponding: [0],
    'type-line': 'Research output: Contribution to journal › Article › peer-review',
    metrics: [{ label: 'citation', count: 1, source: 'Scopus' }, { label: 'downloads', count: 17, source: 'Pure' }],
    topics: [{ name: 'Mental Health Service', weight: 1, group: 'Medicine' }, { name: 'Worker', weight: 0.4, group: 'Social Sciences' }],
  },
}

async function nothingFound(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')} ${failureSummary}`).join('; ')}`)
  assert.deepEqual(found, [])
}

const inMain = (dir) => html('<main><h1>A page</h1><citation-card styles="apa vancouver" formats="bibtex ris"></citation-card></main>',
  { dir, head: '<style>:root { color-scheme: light dark }</style>' })

for (const colorScheme of ['light', 'dark']) {
  for (const [dir, width] of [['ltr', 1280], ['ltr', 320], ['rtl', 768]]) {
    inChromium(`axe finds nothing: ${colorScheme}, ${dir}, ${width} px`, { context: { colorScheme, viewport: { width, height: 900 } } }, async ({ page, open }) => {
      await open(inMain(dir))
      await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
      await ready(page)
      await nothingFound(page)
      await tab(page, 'RIS').click()
      await shows(page, 'TY  - JOUR')
      await nothingFound(page)
    })
  }
}

inChromium('axe finds nothing in a card that has failed', { console: /404/ }, async ({ page, open, here }) => {
  const end = here.answer(/\/styles\/(vancouver|nlm-)[^/]*$/, { status: 404 })
  await open(inMain('ltr'))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
  await ready(page)
  await tab(page, 'Vancouver').click()
  await page.locator('citation-card').getByRole('button', { name: /retry|try again/i }).waitFor()
  await nothingFound(page)
  end()
})

inChromium('what can be pressed is large enough, also for fingers', { context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } } }, async ({ page, open }) => {
  await open(inMain('ltr'))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
  await ready(page)
  assert.ok(await page.evaluate(() => matchMedia('(pointer: coarse)').matches))
  const small = await page.locator('citation-card').evaluate((card) =>
    [...card.shadowRoot.querySelectorAll('button, select, summary')]
      .map((control) => [control.textContent.trim().slice(0, 20), control.getBoundingClientRect()])
      .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
      .map(([name, { width, height }]) => `${name}: ${Math.round(width)} × ${Math.round(height)}`))
  assert.deepEqual(small, [])
})

for (const width of [200, 320, 768]) {
  inChromium(`nothing is wider than a card of ${width} px`, { context: { viewport: { width: width + 16, height: 900 } } }, async ({ page, open }) => {
    await open(inMain('ltr'))
    await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
    await ready(page)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  })
}
