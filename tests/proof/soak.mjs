// `cargo xtask soak SECONDS [SEED]`: presses everything on a page of cards at random, from a seed, and checks
// after each step what always holds: one card or one fallback in each place, no error in the console, no request
// to another origin, focus on something, and a clipboard equal to what the pressed card shows.

import assert from 'node:assert/strict'
import { launch } from '../browser/chromium.mjs'
import { bibtex, demo, highwire, json, shannon } from '../browser/records.mjs'
import { dist, site } from '../browser/server.mjs'

const WORKS = Array.from({ length: 30 }, (_, at) => ({ ...shannon, id: `w${at}`, title: `${shannon.title}, part ${at}`, DOI: undefined }))
const data = (record) => `<script type="application/vnd.citationstyles.csl+json">${json(record)}</script>`
const HTML = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title>${highwire}
<script type="module" src="/card/citation-card.js"></script></head><body>
<citation-card loading="eager"><p class="fallback">One</p></citation-card>
<citation-card loading="eager" layout="compact">${data({ ...demo, type: 'book' })}<p class="fallback">Two</p></citation-card>
<citation-card loading="eager" layout="button"><script type="application/x-bibtex">${bibtex}</script><p class="fallback">Three</p></citation-card>
<citation-card loading="eager" lang="ar">${data(WORKS)}<p class="fallback">Four</p></citation-card>
</body></html>`
const CONTROLS = 'button, [role=tab], [role=option], [role=menuitem], [role=menuitemradio], [role=checkbox], input, select, summary, a[href]'
const KEYS = ['Tab', 'Shift+Tab', 'ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'Enter', 'Space', 'Escape', 'a', 'p', 'Backspace']
const LAYOUTS = ['card', 'compact', 'button', 'inline']

// Numbers from 0 to below `n`, the same for the same seed (a linear congruential generator).
const random = (seed) => (n) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor(seed / 2 ** 32 * n)
}

export async function soak({ seconds = 60, seed = 1, log = () => {} } = {}) {
  const browser = await launch()
  const here = await site({ '/card/': dist })
  const pick = random(seed)
  const context = await browser.newContext({ viewport: { width: 900, height: 1400 }, acceptDownloads: true })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  const said = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()))
  page.on('pageerror', (error) => said.push(`uncaught: ${error.message}`))
  page.on('request', (request) => /^https?:/.test(request.url()) && !request.url().startsWith(here.origin) && said.push(`request: ${request.url()}`))
  // Links lead away from the page under test.
  await page.addInitScript(() => addEventListener('click', (event) => event.composedPath().some((node) => node.localName === 'a') && event.preventDefault()))
  await page.goto(here.page('/page.html', HTML))
  await page.waitForFunction(() => {
    const ready = (card) => [...card.shadowRoot?.querySelectorAll('button') ?? []].some((button) => button.checkVisibility())
    return [...document.querySelectorAll('citation-card')].every(ready)
  })
  const history = []
  let steps = 0
  try {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; steps++) {
      history.push(await step(page, pick))
      if (history.length > 20) history.shift()
      const wrong = await page.evaluate(invariants)
      assert.deepEqual([...wrong, ...said], [], `seed ${seed}, step ${steps}, after ${history.join('; ')}`)
      if (steps % 200 === 0) log(`${steps} steps`)
    }
  } finally {
    await browser.close()
    await here.close()
  }
  return steps
}

async function step(page, pick) {
  const way = pick(20)
  if (way < 6) {
    const key = KEYS[pick(KEYS.length)]
    await page.keyboard.press(key)
    return key
  }
  const card = page.locator('citation-card').nth(pick(4))
  if (way === 6) {
    const layout = LAYOUTS[pick(LAYOUTS.length)]
    await card.evaluate((card, layout) => card.setAttribute('layout', layout), layout)
    await page.waitForTimeout(30)
    return `layout ${layout}`
  }
  if (way === 7) {
    await card.evaluate((card) => card.refresh())
    return 'refresh'
  }
  if (way === 8) return copied(page, card)
  const controls = card.locator(CONTROLS)
  const count = await controls.count()
  if (!count) return 'nothing to press'
  const control = controls.nth(pick(count))
  const name = await control.evaluate((node) => `${node.localName} ${node.getAttribute('aria-label') ?? node.textContent.slice(0, 30)}`, null, { timeout: 1000 }).catch(() => '')
  // A control may be covered, or gone by now.
  await control.click({ timeout: 300, force: pick(2) === 0 }).catch(() => {})
  return `click ${name}`
}

// What a copy button puts on the clipboard is what the card says that it copied. Browsers allow it in a press only.
async function copied(page, card) {
  const button = card.locator('[part~=copy]:visible').first()
  if (!await button.count()) return 'nothing to copy'
  const heard = card.evaluate((card) => new Promise((resolve) => {
    card.addEventListener('citation-card-copy', ({ detail }) => resolve(detail.text), { once: true })
    setTimeout(() => resolve(null), 1500)
  }))
  // It may be covered by a dialog, or have nothing to copy until its citation is there.
  await button.click({ timeout: 300 }).catch(() => {})
  const text = await heard
  if (text === null) return 'a copy button that is out of reach'
  const held = await page.evaluate(() => navigator.clipboard.readText())
  assert.equal(held.replaceAll('\r\n', '\n'), text, 'the clipboard')
  return 'copy'
}

// What does not hold, as sentences.
function invariants() {
  const wrong = []
  for (const [at, card] of [...document.querySelectorAll('citation-card')].entries()) {
    const fallback = card.querySelector('.fallback')?.checkVisibility() ?? false
    // A card that is being prepared is in the shadow tree, and not seen.
    const shown = [...card.shadowRoot?.querySelectorAll('button, [part=card]') ?? []].some((node) => node.checkVisibility())
    if (fallback === shown) wrong.push(`card ${at}: ${fallback ? 'card and fallback' : 'neither card nor fallback'}`)
    if (card.shadowRoot && card.shadowRoot.querySelectorAll('[role=tab][aria-selected=true]').length > 1) wrong.push(`card ${at}: two tabs are selected`)
    const lost = card.shadowRoot?.activeElement
    if (lost && !lost.checkVisibility()) wrong.push(`card ${at}: focus on something that cannot be seen`)
  }
  return wrong
}

if (process.argv[1] === import.meta.filename) {
  const [seconds = 60, seed = Date.now() % 1e6] = process.argv.slice(2).map(Number)
  console.log(`soak: ${seconds} s, seed ${seed}`)
  const steps = await soak({ seconds, seed, log: console.log })
  console.log(`${steps} steps, all invariants held`)
}
