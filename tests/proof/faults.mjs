// `cargo xtask faults`: every file of the card fails in every way, one after the other, while a card loads,
// while another style is chosen, and while a file format is chosen. Each run has to end in a right citation, or
// in the fallback with a reason; and `refresh()` has to bring the card back once the fault is gone.
//
// Prints a table of faults and outcomes. `--short` takes each way once, each file once; words such as `load`, `core.wasm`
// and `late` have only the runs that they name.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch } from '../browser/chromium.mjs'
import { highwire } from '../browser/records.mjs'
import { dist, site } from '../browser/server.mjs'

const PATIENCE = 20_000
const REASONS = ['csp', 'network', 'not-found', 'no-record', 'unreadable', 'clipboard', 'crash']

// What a fault makes of an answer.
const WAYS = {
  dropped: (route) => route.abort('connectionreset'),
  missing: (route) => route.fulfill({ status: 404, body: 'not found', contentType: 'text/plain' }),
  broken: (route) => route.fulfill({ status: 503, body: 'try later', contentType: 'text/plain' }),
  empty: (route) => answer(route, () => ''),
  truncated: (route) => answer(route, (body) => body.subarray(0, body.length / 2)),
  corrupt: (route) => answer(route, (body) => body.map((byte, at) => at % 61 === 60 ? byte ^ 0x55 : byte)),
  page: (route) => route.fulfill({ status: 200, body: '<!doctype html><title>Sign in</title>', contentType: 'text/html' }),
  mislabelled: async (route) => route.fulfill({ response: await fetched(route), contentType: 'text/plain' }),
  late: async (route) => { await new Promise((resolve) => setTimeout(resolve, 1500)); await route.continue().catch(() => {}) },
}

async function answer(route, change) {
  const response = await fetched(route)
  await route.fulfill({ response, body: change(await response.body()) })
}

// A connection that the server has just closed is not the fault that is meant.
const fetched = (route, tries = 3) => route.fetch().catch((error) => {
  if (!tries) throw error
  return fetched(route, tries - 1)
})

// What a reader does; each begins on a card that is ready, but the first.
const STAGES = {
  load: null,
  style: (page) => page.locator('citation-card').getByRole('tab', { name: /MLA/ }).click(),
  format: (page) => page.locator('citation-card').getByRole('tab', { name: 'BibTeX' }).click(),
}

const HTML = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title>${highwire}
<script>window.reasons = []; addEventListener('citation-card-error', ({ detail }) => window.reasons.push(detail.reason)); addEventListener('citation-card-ready', () => window.ready = true)</script>
<script type="module" src="/card/citation-card.js"></script></head>
<body><citation-card loading="eager"><p id="fallback">Procter et al. (2022), fallback</p></citation-card></body></html>`

// Runs the faults; gives `{ runs, rows, failures }`.
export async function faults({ short = false, only = [], log = () => {} } = {}) {
  const browser = await launch()
  const here = await site({ '/card/': dist })
  const url = here.page('/page.html', HTML)
  const rows = []
  const failures = []
  try {
    for (const [stage, act] of Object.entries(STAGES)) {
      // In short, one script stands for all: without one of them there is no element.
      const files = (await filesOf(browser, url, act)).filter((file) => !short || !file.endsWith('.js') || file === 'citation-card.js')
      for (const [at, file] of files.entries()) {
        // Files of shared code are many and alike: each has one way.
        const one = short || /^chunk_\d+\.wasm$/.test(file)
        const ways = Object.entries(WAYS).filter((_, way) => !one || way === at % Object.keys(WAYS).length)
        for (const [way, spoil] of ways) {
          if (!only.every((word) => [stage, file, way].includes(word))) continue
          const outcome = await run(browser, url, act, file, spoil).catch((error) => ({ failed: error.message }))
          rows.push({ stage, file, way, ...outcome })
          if (outcome.failed) failures.push(`${stage}: ${file} ${way}: ${outcome.failed}`)
          log(`${outcome.failed ? 'FAILED' : 'ok    '} ${stage}  ${file}  ${way}: ${outcome.failed ?? outcome.outcome}`)
        }
      }
    }
  } finally {
    await browser.close()
    await here.close()
  }
  return { runs: rows.length, rows, failures }
}

// The files that a stage fetches.
async function filesOf(browser, url, act) {
  const page = await browser.newPage()
  await page.goto(url)
  const asked = new Set()
  const note = (request) => request.url().includes('/card/') && asked.add(new URL(request.url()).pathname.slice('/card/'.length))
  if (!act) {
    page.on('request', note)
    await page.reload()
  }
  await page.waitForFunction(() => window.ready, null, { timeout: PATIENCE })
  if (act) {
    page.on('request', note)
    await act(page)
  }
  await page.waitForTimeout(600)
  await page.close()
  return [...asked].sort()
}

async function run(browser, url, act, file, spoil) {
  const context = await browser.newContext()
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const isScript = file.endsWith('.js')
  const uncaught = []
  page.on('pageerror', (error) => uncaught.push(error.message))
  const pattern = (address) => address.pathname === `/card/${file}`
  // An answer that comes after the page has gone is nobody's.
  const fault = (route) => Promise.resolve(spoil(route)).catch((error) => {
    if (!over) uncaught.push(`the fault itself: ${error.message}`)
    return route.abort().catch(() => {})
  })
  let over = false
  try {
    if (!act) await page.route(pattern, fault)
    await page.goto(url)
    if (act) {
      await page.waitForFunction(() => window.ready)
      await page.route(pattern, fault)
      await act(page)
      await page.waitForTimeout(2500)
    } else {
      // Without a script of the loader's there is no element, and nobody to say so.
      const settled = page.waitForFunction(() => window.ready || window.reasons.length)
      await (isScript && spoil !== WAYS.late ? Promise.race([settled.catch(() => {}), page.waitForTimeout(3000)]) : settled)
      await page.waitForTimeout(300)
    }
    const state = await page.evaluate(() => {
      const card = document.querySelector('citation-card')
      const panel = card.shadowRoot?.querySelector('[role=tabpanel]')
      const fallback = document.querySelector('#fallback').checkVisibility()
      const defined = !!customElements.get('citation-card')
      return { shown: panel?.checkVisibility() ? panel.textContent : '', fallback, defined, reasons: window.reasons }
    })
    assert.ok(state.reasons.every((reason) => REASONS.includes(reason)), `reasons: ${state.reasons}`)
    assert.notEqual(!!state.shown, state.fallback, 'the card or the fallback, never both, never neither')
    if (!isScript) assert.deepEqual(uncaught, [], 'errors that nobody caught')
    if (act) assert.ok(state.shown, 'a card that stood stands')
    if (state.fallback && state.defined) assert.ok(state.reasons.length, 'a reason')
    if (state.shown && !act) assert.match(state.shown, /Procter/, 'the citation')
    await page.unroute(pattern)
    // Browsers keep a script that failed for as long as the page.
    if (!isScript) {
      await page.evaluate(() => document.querySelector('citation-card').refresh())
      await page.waitForFunction(() => /Procter/.test(document.querySelector('citation-card').shadowRoot?.querySelector('[role=tabpanel]')?.textContent))
      assert.equal(await page.locator('#fallback').isVisible(), false, 'after refresh() the fallback is hidden')
    }
    return { outcome: state.fallback ? `fallback, ${state.reasons.at(-1) ?? 'no script'}` : 'card' }
  } finally {
    over = true
    await context.close()
  }
}

if (process.argv[1] === import.meta.filename) {
  const words = process.argv.slice(2)
  const only = words.filter((word) => word !== '--short')
  const { runs, rows, failures } = await faults({ short: words.includes('--short'), only, log: console.log })
  const outcomes = new Map()
  for (const { way, outcome, failed } of rows) {
    const key = `${way} | ${failed ? 'FAILED' : outcome}`
    outcomes.set(key, (outcomes.get(key) ?? 0) + 1)
  }
  console.log('\n| fault | outcome | runs |\n|---|---|---|')
  for (const [key, count] of [...outcomes].sort()) console.log(`| ${key} | ${count} |`)
  console.log(`\n${runs - failures.length} passed, ${failures.length} failed, 0 skipped`)
  process.exitCode = failures.length ? 1 : 0
}
