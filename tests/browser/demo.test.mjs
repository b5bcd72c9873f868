// The demo page, as `index.html` and `dist/` are served: the seven tabs of a portal page, the looks,
// one's own text, the generator, the gallery.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clipboard, events, inChromium, panel, tab, until, useChromium } from './chromium.mjs'
import { root } from './server.mjs'

useChromium({ '/dist/': join(root, 'dist'), '/demo/': join(root, 'demo') }, { windows: true })

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
    const text = await until(async () => {
      // What loads above it pushes it down.
      await cards.nth(at).scrollIntoViewIfNeeded()
      await cards.nth(at).getByRole('tabpanel').waitFor()
      const shown = await cards.nth(at).getByRole('tabpanel').innerText()
      return shown.length > 60 && shown
    }, `a citation in work ${at + 1}`)
    assert.doesNotMatch(text, /undefined|\[object|NaN/)
  }
})

inChromium('the switches change theme, direction and language; the looks change the page of the card', {}, async ({ page, open }) => {
  await open(demo, { path: '/index.html' })
  await panel(page, PUBLICATION).waitFor()
  const style = (property) => page.evaluate(([id, property]) => getComputedStyle(document.querySelector(id).shadowRoot.querySelector('article'))[property], [PUBLICATION, property])
  await page.getByLabel('Theme').selectOption('light')
  const light = await style('color')
  await page.getByLabel('Theme').selectOption('dark')
  assert.notEqual(await style('color'), light)
  await page.getByLabel('Serif blog').check()
  assert.match(await style('fontFamily'), /Georgia/)
  assert.equal(await style('color'), 'rgb(51, 41, 31)')
  const direction = () => page.evaluate(() => getComputedStyle(document.querySelector('main')).direction)
  await page.getByLabel('Direction').selectOption('rtl')
  assert.equal(await direction(), 'rtl')
  // The page's English is flush with the edge that everything else begins at.
  const edge = (name) => page.locator(name).evaluate((node) => {
    const range = document.createRange()
    range.selectNodeContents(node)
    return Math.round(range.getBoundingClientRect().right)
  })
  assert.equal(await edge('h1'), await edge('.hero > p'))
  // A card whose words are English goes from left to right on any page.
  assert.equal(await style('direction'), 'ltr')
  await page.getByLabel('Direction').selectOption('ltr')
  assert.equal(await direction(), 'ltr')
  await page.getByLabel('Language').first().selectOption('ar')
  await until(async () => (await style('direction')) === 'rtl', 'right to left')
  assert.equal(await direction(), 'rtl')
  await page.getByLabel('Language').first().selectOption('de')
  await until(async () => (await style('direction')) === 'ltr', 'left to right')
  assert.equal(await direction(), 'ltr')
  await page.locator(PUBLICATION).getByRole('button', { name: /kopieren/ }).first().waitFor()
})

inChromium('on a phone all menus are there', { context: { viewport: { width: 320, height: 640 } } }, async ({ page, open }) => {
  await open(demo, { path: '/index.html' })
  for (const name of ['Theme', 'Direction', 'Language']) {
    const { x, width } = await page.locator('.switches').getByLabel(name).boundingBox()
    assert.ok(x >= 0 && x + width <= 320, `${name} from ${x}, ${width} wide`)
  }
})

for (const width of [320, 480, 768, 1280]) {
  inChromium(`menus have room for each of their choices: ${width} px`, { context: { viewport: { width, height: 900 } } }, async ({ page, open }) => {
    await open(demo, { path: '/index.html' })
    await until(() => page.locator('select[name=lang] option').count().then((count) => count > 40), 'the languages')
    // As wide as a menu is that has all the room it wants.
    const cut = await page.evaluate(() => [...document.querySelectorAll('select')].flatMap((select) => {
      const { width } = select.getBoundingClientRect()
      const free = select.cloneNode(true)
      free.style.cssText = 'position: absolute; inline-size: max-content'
      select.after(free)
      const wanted = free.getBoundingClientRect().width
      free.remove()
      return wanted > width + 1 ? [`${select.name}: ${Math.round(width)} px of ${Math.round(wanted)}`] : []
    }))
    assert.deepEqual(cut, [])
  })
}

const TRIED = '#tried'
const paste = (page, text) => page.getByLabel('Your text').fill(text)
// Cards above it push it down while they load.
const tried = (page) => until(async () => {
  await page.evaluate((tried) => document.querySelector(tried).scrollIntoView({ block: 'nearest' }), TRIED)
  return panel(page, TRIED).filter({ hasText: 'Shannon, C. E. (1948)' }).isVisible()
})
const verdict = (page) => page.locator('#verdict')

inChromium('nothing is warned of before somebody pastes something', {}, async ({ page, open }) => {
  const said = []
  page.on('console', (message) => said.push(message.text()))
  await open(demo, { path: '/index.html' })
  await tried(page)
  assert.deepEqual(said, [])
  assert.deepEqual(await events(page, 'error'), [])
})

inChromium('a pasted text of any format is shown, with its problems and where they are', {}, async ({ page, open }) => {
  await open(demo, { path: '/index.html' })
  await tried(page)
  for (const [sample, text] of [['RIS', 'Watson, J. D.'], ['CSL-JSON', 'Spivak, G. C.'], ['A page’s head', 'Procter, S., Harrison, D.']]) {
    await page.getByRole('button', { name: sample, exact: true }).click()
    await panel(page, TRIED).filter({ hasText: text }).waitFor()
    assert.match(await verdict(page).innerText(), /^1 work found/)
  }
  await paste(page, '@article{a, title = {Kept}, author = {Doe, Jane}, year = 1999}\n@article{b,\n  title = {Open')
  await panel(page, TRIED).filter({ hasText: 'Kept' }).waitFor()
  await page.locator('#mistakes li').first().waitFor()
  assert.match(await page.locator('#mistakes').innerText(), /line \d+, column \d+/)
  await paste(page, 'no record of anything')
  await until(async () => /No work found/.test(await verdict(page).innerText()), 'the verdict')
  // So much is not sent through the browser's protocol.
  await page.getByLabel('Your text').evaluate((area) => {
    area.value = 'x'.repeat(10_000_001)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await until(async () => /more than 10 MB/.test(await verdict(page).innerText()), 'the limit')
})

// Firefox is given its text key by key, so that a style is unknown until its name stands.
inChromium('the generator writes the tag that the card beside it has, and the policy', { console: /unknown style i/ }, async ({ page, open }) => {
  await open(demo, { path: '/index.html' })
  const form = page.getByRole('form', { name: 'The tag' })
  await form.getByLabel('Layout').selectOption('card')
  await form.getByLabel('Styles').fill('ieee apa')
  // Key by key: what is typed is no address at first.
  await form.getByLabel('Folder').fill('')
  await form.getByLabel('Folder').pressSequentially('https://cdn.example/card')
  await form.getByLabel('Accent', { exact: true }).check()
  const code = await page.locator('#tag').textContent()
  assert.match(code, /<script type="module" src="https:\/\/cdn\.example\/card\/citation-card\.js"><\/script>/)
  assert.match(code, /--citation-card-accent: #0b57d0/)
  assert.match(code, /<citation-card styles="ieee apa">/)
  assert.match(await page.locator('#policy').textContent(), /script-src https:\/\/cdn\.example 'wasm-unsafe-eval'/)
  assert.equal(await page.locator('#generated').getAttribute('styles'), 'ieee apa')
  await page.locator('.snippet').first().getByRole('button', { name: 'Copy' }).click()
  await until(async () => (await clipboard(page))['text/plain'] === code, 'the snippet on the clipboard')
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
