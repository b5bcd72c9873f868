// `cargo xtask load`: many cards, a long list, a head that changes again and again, and cards that come and go. Once
// loaded, no task may take more than 50 ms of the processor, which other programs on the machine do not lengthen much;
// memory has to come back to within 5 % after collection, and so do listeners. Prints a table; `--short` has a tenth
// of everything and asserts memory and listeners alone; `--slow` has a processor slowed four times; other words have only
// the rows whose names have one of them, such as `head` and `removed`.

import { readdirSync } from 'node:fs'
import { launch } from '../browser/chromium.mjs'
import { highwire, json, shannon } from '../browser/records.mjs'
import { dist, site } from '../browser/server.mjs'

const TASK = 50
const MEMORY = 1.05

const record = (at) => ({ ...shannon, id: `w${at}`, title: `${shannon.title}, part ${at}`, DOI: undefined })
const inline = (value) => `<script type="application/vnd.citationstyles.csl+json">${json(value)}</script>`
const html = (head, body) => `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A page</title>${head}
<script type="module" src="/card/citation-card.js"></script></head><body>${body}</body></html>`
const cards = (count) => Array.from({ length: count }, (_, at) => `<citation-card>${inline(record(at))}</citation-card>`).join('\n')

// Each gives what it measured.
const LOADS = {
  'cards: 500': (page, here, part) => many(page, here, 500 * part),
  'cards: 2,000': (page, here, part) => many(page, here, 2000 * part),
  'cards put in at once: 500': (page, here, part) => atOnce(page, here, 500 * part),
  'each press in a list of 1,000 works': (page, here, part) => presses(page, here, 1000 * part),
  'each file format of a list of 1,000 works': (page, here, part) => formats(page, here, 1000 * part),
  'arrows in the search for styles': (page, here) => arrows(page, here),
  'a list of 10,000 works': (page, here, part) => list(page, here, 10_000 * part),
  'a head that changes 1,000 times': (page, here, part) => head(page, here, 1000 * part),
  'cards made and removed 10,000 times': (page, here, part) => comeAndGo(page, here, 10_000 * part),
}

let browser

// The page's tasks are noted from here on.
async function watch(page) {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  await page.evaluate(() => { performance.mark('watched') })
}

// The milliseconds of the processor that each took.
async function watched() {
  const { traceEvents } = JSON.parse(await browser.stopTracing())
  const { pid, tid } = traceEvents.find(({ name, cat }) => name === 'watched' && cat.includes('user_timing'))
  const own = traceEvents.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X' && event.name.endsWith('RunTask'))
  return own.map(({ tdur, dur }) => Math.round((tdur ?? dur) / 1000))
}

export async function load({ short = false, slow = false, only = [], log = () => {} } = {}) {
  browser = await launch()
  const here = await site({ '/card/': dist })
  const rows = []
  try {
    for (const [name, run] of Object.entries(LOADS)) {
      if (only.length && !only.some((word) => name.includes(word))) continue
      const page = await browser.newPage({ viewport: { width: 900, height: 800 } })
      page.setDefaultTimeout(120_000)
      if (slow) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 })
      const row = { name, ...await run(page, here, short ? 0.1 : 1) }
      row.failed = (!short && row.longest > TASK) || row.memory > MEMORY || row.listeners > 1.05
      rows.push(row)
      log(row)
      await page.close()
    }
  } finally {
    await browser.close()
    await here.close()
  }
  return rows
}

async function many(page, here, count) {
  await page.goto(here.page('/many.html', html('', cards(count))))
  await page.waitForFunction(() => document.querySelector('citation-card').shadowRoot?.querySelector('[role=tab]'))
  // To the end and back, and a press. Cards begin when they come near: the first way there is loading, the second is not.
  const way = async () => {
    for (let top = 0; top < 40; top++) {
      // Each place is seen for two frames, however slow the machine is.
      await page.evaluate((top) => new Promise((resolve) => {
        scrollTo(0, top)
        requestAnimationFrame(() => requestAnimationFrame(resolve))
      }), top * 600)
    }
    await page.evaluate(() => scrollTo(0, 0))
    for (const at of [1, 0]) {
      await press(page, `${tabs}[${at}].click()`)
      await page.waitForTimeout(500)
    }
    await settled(page)
  }
  await settled(page)
  // What the browser's engine learns of the code, and keeps, is complete after some ways.
  for (let time = 0; time < 3; time++) await way()
  const before = await counters(page)
  await watch(page)
  await way()
  return measured(page, before)
}

async function list(page, here, count) {
  await page.goto(here.page('/list.html', html('', `<citation-card loading="eager">${inline(Array.from({ length: count }, (_, at) => record(at)))}</citation-card>`)))
  await page.waitForFunction(() => document.querySelector('citation-card').shadowRoot?.querySelector('[role=tab], input'))
  // Off and on again, and another style and back, so that the end is the beginning.
  const round = async () => {
    for (const at of [1, 2, 3, 3, 2, 1]) {
      await press(page, `${inputs}[${at}].click()`)
      await page.waitForTimeout(400)
    }
    for (const at of [1, 0]) {
      await press(page, `${tabs}[${at}].click()`)
      await page.waitForTimeout(1500)
    }
    await settled(page)
  }
  await settled(page)
  await round()
  const before = await counters(page)
  await watch(page)
  await round()
  return measured(page, before)
}

async function head(page, here, times) {
  await page.goto(here.page('/head.html', html(highwire, '<citation-card loading="eager"></citation-card>')))
  await page.waitForFunction(() => document.querySelector('citation-card').shadowRoot?.querySelector('[role=tab]'))
  const change = (times) => page.evaluate(async (times) => {
    const title = document.querySelector('meta[name=citation_title]')
    for (let at = 0; at < times; at++) {
      title.content = `Title ${at}`
      await new Promise((resolve) => setTimeout(resolve, at % 10 ? 0 : 20))
    }
  }, times)
  await change(times / 10)
  await settled(page)
  const before = await counters(page)
  await watch(page)
  await change(times)
  await page.waitForFunction((title) => document.querySelector('citation-card').shadowRoot.textContent.includes(title), `Title ${times - 1}`)
  await settled(page)
  return measured(page, before)
}

async function comeAndGo(page, here, times) {
  await page.goto(here.page('/come.html', html(highwire, '<citation-card loading="eager"></citation-card><div id="place"></div>')))
  await page.waitForFunction(() => document.querySelector('citation-card').shadowRoot?.querySelector('[role=tab]'))
  const turn = (times) => page.evaluate(async (times) => {
    const place = document.querySelector('#place')
    for (let at = 0; at < times; at++) {
      place.innerHTML = '<citation-card loading="eager"></citation-card>'
      // Some stand long enough to be drawn.
      await new Promise((resolve) => setTimeout(resolve, at % 50 ? 0 : 60))
      place.replaceChildren()
    }
  }, times)
  // The first thousand times warm up the browser's compilers.
  await turn(Math.max(times / 10, 1000))
  await settled(page)
  const before = await counters(page)
  await watch(page)
  await turn(times)
  await settled(page)
  return measured(page, before)
}

// Waits until nothing is added to the page for three seconds: cards that nobody is near are completed in idle time,
// and timers keep cards that are gone.
const settled = (page) => page.evaluate(async () => {
  const size = () => [...document.querySelectorAll('citation-card')].reduce((sum, { shadowRoot }) => sum + (shadowRoot?.querySelectorAll('*').length ?? 0), 0)
  for (let before = -1, same = 0; same < 12;) {
    await new Promise((resolve) => setTimeout(resolve, 250))
    const now = size()
    same = now === before ? same + 1 : 0
    before = now
  }
})

// Cards that a script puts in together, all of which are to stand at once.
async function atOnce(page, here, count) {
  await page.goto(here.page('/once.html', html('', `${cards(1)}<div id="place"></div>`)))
  await page.waitForFunction(() => document.querySelector('citation-card').shadowRoot?.querySelector('[role=tab]'))
  await page.waitForTimeout(1500)
  const before = await counters(page)
  await watch(page)
  const took = await page.evaluate(async (markup) => {
    const start = performance.now()
    const place = document.querySelector('#place')
    place.innerHTML = markup
    const stands = (card) => card.shadowRoot?.querySelector('.entry') && !card.shadowRoot.querySelector('.skeleton')
    while (![...place.children].every(stands)) await new Promise((resolve) => setTimeout(resolve, 20))
    return Math.round(performance.now() - start)
  }, cards(count).replaceAll('<citation-card>', '<citation-card loading="eager">'))
  const tasks = await watched()
  const after = await counters(page)
  const each = ((after.memory - before.memory) / 1024 / count).toFixed(1)
  return { ...taken(tasks), memory: 1, listeners: 1, nodes: 1, note: `all stood after ${took} ms, ${each} KB a card` }
}

// Presses something in the first card from within the page: the test tool's own search for it would be a long task.
const press = (page, script) => page.evaluate(`{ const root = document.querySelector('citation-card').shadowRoot; ${script} }`)

// What is pressed.
const tabs = `root.querySelectorAll('[role=tab]')`
const inputs = `root.querySelectorAll('.works input')`
const toggles = `root.querySelectorAll('.pickbar .toggle')`
const typed = (text) => `{ const field = root.querySelector('input[type=search]'); field.value = '${text}'; field.dispatchEvent(new InputEvent('input', { bubbles: true })) }`
const tab = (name) => `root.querySelector('[role=tab][data-name="${name}"]').click()`
const PRESSES = [
  `${inputs}[2].click()`,
  `${inputs}[9].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }))`,
  typed('part 7'), typed(''), `${toggles}[1].click()`, `${toggles}[0].click()`, `root.querySelector('[part~=copy]').click()`,
  tab('MLA'), tab('Vancouver'), tab('BibTeX'), `${inputs}[2].click()`, tab('RIS'), tab('APA'),
]

// A list whose references all stand.
async function openList(page, here, count) {
  await page.goto(here.page('/presses.html', html('', `<citation-card loading="eager">${inline(Array.from({ length: count }, (_, at) => record(at)))}</citation-card>`)))
  await page.waitForFunction((count) => document.querySelector('citation-card').shadowRoot?.querySelectorAll('.entry').length === count, count)
  await page.waitForTimeout(1000)
}

async function presses(page, here, count) {
  await openList(page, here, count)
  const before = await counters(page)
  await watch(page)
  for (const script of PRESSES) {
    await press(page, script)
    await page.waitForTimeout(1500)
  }
  return { ...await measured(page, before), memory: 1, listeners: 1 }
}

// Each format that is written, chosen and left again; the slowest are named.
async function formats(page, here, count) {
  await openList(page, here, count)
  const folder = new URL('../formats/', import.meta.url)
  const written = readdirSync(folder).filter((id) =>
    !id.endsWith('.json') && readdirSync(new URL(id, folder)).some((name) => name.startsWith('write-')))
  const choose = async (id) => {
    await page.evaluate((id) => { document.querySelector('citation-card').selected = id }, id)
    await page.waitForTimeout(1500)
  }
  // What the first choice loads is no press in a list.
  for (const id of [written[0], 'apa']) await choose(id)
  const before = await counters(page)
  const all = []
  for (const id of written) {
    await watch(page)
    for (const chosen of [id, 'apa']) await choose(chosen)
    all.push([id, taken(await watched())])
  }
  const slowest = all.sort(([, one], [, other]) => other.longest - one.longest).slice(0, 5)
  const after = await counters(page)
  return {
    longest: slowest[0][1].longest,
    tasks: all.reduce((sum, [, { tasks }]) => sum + tasks, 0),
    memory: 1,
    listeners: 1,
    nodes: Math.round(after.nodes / before.nodes * 1000) / 1000,
    note: slowest.map(([id, { longest }]) => `${id} ${longest}`).join(', '),
  }
}

// From the key to the preview of a style that is there.
async function arrows(page, here) {
  await page.goto(here.page('/find.html', html('', cards(1))))
  const card = page.locator('citation-card')
  await card.locator('[part~=find]').click()
  await card.locator('.option').first().waitFor()
  await page.keyboard.type('nature')
  const walk = async (key) => {
    for (let at = 0; at < 8; at++) {
      await page.keyboard.press(key)
      await page.waitForTimeout(500)
    }
  }
  await walk('ArrowDown')
  const before = await counters(page)
  await watch(page)
  await page.evaluate(() => {
    window.previews = []
    const sheet = document.querySelector('citation-card').shadowRoot.querySelector('.shown')
    let pressed = 0
    addEventListener('keydown', ({ timeStamp }) => { pressed = timeStamp }, true)
    new MutationObserver(() => {
      if (pressed) window.previews.push(performance.now() - pressed)
      pressed = 0
    }).observe(sheet, { childList: true, subtree: true, characterData: true })
  })
  await walk('ArrowUp')
  const previews = await page.evaluate(() => window.previews.map(Math.round).sort((one, other) => one - other))
  return { ...await measured(page, before), memory: 1, listeners: 1, note: `preview after ${previews[previews.length >> 1]} ms, at most ${previews.at(-1)}` }
}

// Memory, listeners and nodes after collection.
async function counters(page) {
  const session = await page.context().newCDPSession(page)
  for (let turn = 0; turn < 3; turn++) {
    await session.send('HeapProfiler.collectGarbage')
    await page.waitForTimeout(100)
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { jsEventListeners, nodes } = await session.send('Memory.getDOMCounters')
  await session.detach()
  return { memory: usedSize, listeners: jsEventListeners, nodes }
}

const taken = (tasks) => ({ longest: tasks.reduce((most, task) => Math.max(most, task), 0), tasks: tasks.filter((task) => task > TASK).length })

async function measured(page, before) {
  const tasks = await watched()
  const after = await counters(page)
  const ratio = (key) => Math.round(after[key] / before[key] * 1000) / 1000
  return { ...taken(tasks), memory: ratio('memory'), listeners: ratio('listeners'), nodes: ratio('nodes') }
}

if (process.argv[1] === import.meta.filename) {
  const words = process.argv.slice(2)
  const only = words.filter((word) => !word.startsWith('--'))
  const rows = await load({ short: words.includes('--short'), slow: words.includes('--slow'), only, log: ({ name, failed }) => console.error(`${failed ? 'FAILED' : 'ok    '} ${name}`) })
  console.log('| load | longest task, ms | long tasks | memory after/before | listeners | nodes |\n|---|---|---|---|---|---|')
  for (const row of rows) console.log(`| ${row.name} | ${row.longest} | ${row.tasks} | ${row.memory} | ${row.listeners} | ${row.nodes} |${row.note ? ` ${row.note}` : ''}${row.failed ? ' FAILED' : ''}`)
  const failed = rows.filter((row) => row.failed).length
  console.log(`\n${rows.length - failed} passed, ${failed} failed, 0 skipped`)
  process.exitCode = failed ? 1 : 0
}
