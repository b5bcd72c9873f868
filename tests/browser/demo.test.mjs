// The demo page, as `index.html` and `dist/` are served: the seven tabs of a portal page, the
// gallery, the switches, the snippet.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clipboard, events, inChromium, panel, tab, until, useChromium } from './chromium.mjs'
import { root } from './server.mjs'

useChromium({ '/dist/': join(root, 'dist'), '/demo/': join(root, 'demo') })

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const demo = readFileSync(join(root, 'index.html'), 'utf8')
const PUBLICATION = '#publication'

// The start of what each tab shows, by the portal's own page.
const TABS = {
  APA: 'Procter, S., Harrison, D., Pearson, P., & Dickinson, C. (2022). Theorising worker–client relations',
  Author: 'Procter, Stephen ; Harrison, Deborah ; Pearson, Pauline et al.',
  BIBTEX: '@article{',
  Harvard: 'Procter, S, Harrison, D, Pearson, P & Dickinson, C 2022,',
  Standard: 'Theorising worker–client relations',
  RIS: 'TY  - JOUR',
  Vancouver: 'Procter S, Harrison D, Pearson P, Dickinson C. Theorising worker–client relations',
}

inChromium('the publication has the tabs of a portal page, in their order, each with its citation', {}, async ({ page, open }) => {
  await open(demo, { path: '/index.html' })
  await panel(page, PUBLICATION).waitFor()
  assert.deepEqual(await page.locator(PUBLICATION).getByRole('tab').allTextContents(), Object.keys(TABS))
  for (const [name, start] of Object.entries(TABS)) {
    await tab(page, name, PUBLICATION).click()
    await panel(page, PUBLICATION).filter({ hasText: start }).waitFor()
    await page.locator(PUBLICATION).getByRole('button', { name: /^Copy/ }).first().click()
    await until(async () => (await events(page, 'copy')).some(({ text }) => text.startsWith(start)), `${name} is copied: ${JSON.stringify((await events(page, 'copy')).at(-1)?.text.slice(0, 120))}`)
    assert.ok((await clipboard(page))['text/plain'].startsWith(start), name)
  }
})

inChromium('every work of the gallery is shown with a citation', {}, async ({ page, open }) => {
  await open(demo, { path: '/index.html' })
  const cards = page.locator('.gallery citation-card')
  const count = await cards.count()
  assert.ok(count >= 10, `${count} works`)
  for (let at = 0; at < count; at++) {
    await cards.nth(at).scrollIntoViewIfNeeded()
    await cards.nth(at).getByRole('tabpanel').waitFor()
    const text = await until(async () => {
      const shown = await cards.nth(at).getByRole('tabpanel').innerText()
      return shown.length > 60 && shown
    }, `a citation in work ${at + 1}`)
    assert.doesNotMatch(text, /undefined|\[object|NaN/)
  }
})

inChromium('the switches change theme, width, direction and language; the snippet can be read', {}, async ({ page, open }) => {
  await open(demo, { path: '/index.html' })
  await panel(page, PUBLICATION).waitFor()
  const colour = () => page.evaluate((id) => getComputedStyle(document.querySelector(id).shadowRoot.querySelector('article')).backgroundColor, PUBLICATION)
  await page.getByLabel('Theme').selectOption('light')
  const light = await colour()
  await page.getByLabel('Theme').selectOption('dark')
  assert.notEqual(await colour(), light)
  await page.getByLabel('Width').selectOption('20rem')
  const { width } = await page.locator(PUBLICATION).boundingBox()
  assert.ok(width <= 320, `${width} px`)
  const cut = await page.evaluate((id) => [...document.querySelector(id).shadowRoot.querySelectorAll('[role=tab]')]
    .filter((tab) => tab.getBoundingClientRect().right > document.querySelector(id).getBoundingClientRect().right)
    .map((tab) => tab.textContent), PUBLICATION)
  assert.deepEqual(cut, [], 'every tab is in sight')
  await page.getByLabel('Direction').selectOption('rtl')
  assert.equal(await page.evaluate((id) => getComputedStyle(document.querySelector(id).shadowRoot.querySelector('article')).direction, PUBLICATION), 'rtl')
  await page.getByLabel('Language').selectOption('de')
  await page.locator(PUBLICATION).getByRole('button', { name: /kopieren/ }).first().waitFor()
  assert.match(await page.locator('.embed code').last().textContent(), /<citation-card><\/citation-card>/)
  await page.locator('.embed').getByRole('button', { name: 'Copy' }).click()
  await until(async () => (await page.evaluate(() => navigator.clipboard.readText())).endsWith('<citation-card></citation-card>'), 'the snippet on the clipboard')
})

for (const colorScheme of ['light', 'dark']) {
  inChromium(`axe finds nothing on the demo page: ${colorScheme}`, { context: { colorScheme } }, async ({ page, open }) => {
    await open(demo, { path: '/index.html' })
    for (const card of await page.locator('citation-card').all()) {
      await card.scrollIntoViewIfNeeded()
      await card.getByRole('button').first().waitFor()
    }
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run(document))
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join('; ')}`), [])
  })
}
