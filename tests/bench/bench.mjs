// The comparison of `cargo xtask bench`: the card against citation-js and citeproc-js, in one run,
// in one Chromium, on the same record, served by the same server with the same compression.
//
// Three pages take turns: the card on a page with Highwire tags only, the card with inline CSL-JSON,
// and citation-js with the same data. Each is visited twice, the second time with the files of the
// first visit in the browser's cache, until its first citation and then its BibTeX can be seen.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { buildSync } from 'esbuild'
import { demo, highwire, json, shannon } from '../browser/records.mjs'

const { chromium } = createRequire(new URL('../browser/package.json', import.meta.url))('playwright-core')

const RUNS = Number(process.env.RUNS ?? 7)
// The style that is changed to: Vancouver.
const OTHER = 'nlm-citation-sequence'
const CARDS = 500
const ENTRIES = 200
// A middling phone on a middling line.
const SLOWER = 4
const REST = 1500
const PATIENCE = 120_000
const NETWORK = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 }
const BOUNDS = { bibtex: 45_000, second: 0.18, entry: 0.1, change: 0.5, memory: 30_000, task: 50, preview: 50 }
const PAGES = {
  tags: { path: '/tags.html', name: 'Highwire tags', bytes: 215_000, start: 0.25 },
  inline: { path: '/inline.html', name: 'inline CSL-JSON', bytes: 155_000, start: 0.22 },
  peer: { path: '/peer.html', name: 'citation-js' },
}

const here = fileURLToPath(new URL('.', import.meta.url))
const dist = join(here, '../../dist')
// The styles and locales of `dist` as XML, which citeproc-js takes: `cargo xtask styles`.
const shipped = join(here, '../../target/shipped')
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.csl': 'application/xml', '.xml': 'application/xml', '.txt': 'text/plain', '.json': 'application/json' }
const ARGUMENTS = ('--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync').split(' ')

const record = { ...demo, DOI: undefined }
const data = `<script type="application/vnd.citationstyles.csl+json">${json(record)}</script>`
// Notes when something can be seen: the frame after the one that it was put into.
const STAMP = `const stamp = () => requestAnimationFrame(() => setTimeout(() => { window.seen = performance.now(); window.noteSeen('') }))
// The card is ready a little later, when it has what is below the citation as well.
const look = () => {
  if (document.querySelector('citation-card')?.shadowRoot?.querySelector('[part~="entry"]')) stamp()
  else if (!window.seen) requestAnimationFrame(look)
}
requestAnimationFrame(look)
addEventListener('shown', stamp, { once: true })`
const page = (head, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A work</title>
<link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`

const card = (content) => `<citation-card locale="en-US" styles="apa" formats="bibtex ris" loading="eager">${content}</citation-card>`
const loader = '<script type="module" src="card/citation-card.js"></script>'
const files = new Map([
  ['/tags.html', page(`<script>${STAMP}</script>${highwire}${loader}`, card(''))],
  ['/inline.html', page(`<script>${STAMP}</script>${loader}`, card(data))],
  ['/search.html', page(`<script>${STAMP}</script>${loader}`, `<citation-card locale="en-US" loading="eager">${data}</citation-card>`)],
  ['/peer.html', page(`<script>${STAMP}</script><script type="module" src="peer.js"></script>`, `<p id="citation"></p>${data}`)],
  ['/empty.html', page('', '')],
  ['/peer.js', bundle('peer.js')],
  ['/citeproc.js', bundle('citeproc.js')],
])

function bundle(name) {
  // Bundled as small as it gets: what the browser has itself is not in it.
  const options = { entryPoints: [join(here, name)], bundle: true, minify: true, format: 'esm', write: false, logLevel: 'error' }
  return buildSync({ ...options, target: 'es2022', legalComments: 'none', alias: { 'node-fetch': './web-fetch.js' }, absWorkingDir: here, define: { global: 'globalThis' } }).outputFiles[0].contents
}

const compressed = new Map()

// What a path is sent as: compressed once, as well as brotli can.
function sent(path) {
  if (!compressed.has(path)) {
    const body = files.get(path) ?? readFileSync(path.startsWith('/xml/') ? join(shipped, path.slice(5)) : join(dist, path.replace(/^\/card\//, '')))
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 }
    compressed.set(path, brotliCompressSync(Buffer.from(body), { params }))
  }
  return compressed.get(path)
}

let bytes = []

const server = createServer((request, response) => {
  const path = new URL(request.url, 'http://host').pathname
  try {
    const body = sent(path)
    bytes.push([path, body.length])
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)], 'Content-Encoding': 'br', 'Content-Length': body.length, 'Cache-Control': path.endsWith('.html') ? 'no-store' : 'max-age=3600' })
    response.end(body)
  } catch {
    response.writeHead(404)
    response.end()
  }
})
// Compressed before the clock runs: brotli 11 takes seconds for what is loaded in a third of one.
for (const file of readdirSync(dist).filter((name) => /\.(js|wasm)$/.test(name))) sent(`/card/${file}`)
for (const path of files.keys()) sent(path)
for (const path of [`/card/styles/${OTHER}.txt`, `/xml/styles/${OTHER}.csl`, '/card/styles/names.txt']) sent(path)
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${server.address().port}`
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS })

// Opens a page in a fresh profile, does something there, closes it. With `again` it is opened once
// more, with what the first visit left in the cache, and the same is done: gives both results.
async function visit(path, { cpu = 1, network, again } = {}, work) {
  const context = await browser.newContext({ viewport: { width: 900, height: 800 } })
  const results = []
  for (let time = 0; time < (again ? 2 : 1); time++) {
    const tab = await context.newPage()
    tab.on('pageerror', (error) => console.error(`${path}: ${error.message}`))
    const devtools = await context.newCDPSession(tab)
    await devtools.send('Network.enable')
    if (network) await devtools.send('Network.emulateNetworkConditions', network)
    if (cpu !== 1) await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
    await tab.addInitScript(noteMemory)
    // The page says itself when it can be seen: a test tool that asks puts a script of its own into the page,
    // which costs both sides the same time.
    await devtools.send('Runtime.enable')
    await devtools.send('Runtime.addBinding', { name: 'noteSeen' })
    const seen = new Promise((resolve, reject) => {
      devtools.once('Runtime.bindingCalled', resolve)
      setTimeout(() => reject(new Error(`${path}: nothing could be seen`)), PATIENCE).unref()
    })
    seen.catch(() => {})
    bytes = []
    await tab.goto(origin + path)
    if (path !== '/empty.html') await seen
    results.push(await work(tab, devtools))
    // Long enough for the browser to write its cache.
    if (again) await tab.waitForTimeout(REST)
    await tab.close()
  }
  await context.close()
  return again ? results : results[0]
}

// Keeps the memory of each WebAssembly instance where the benchmark finds it.
function noteMemory() {
  window.memories = []
  const { Instance } = WebAssembly
  const note = (instance) => {
    if (instance?.exports.memory) window.memories.push(instance.exports.memory)
    return instance
  }
  WebAssembly.Instance = new Proxy(Instance, { construct: (target, words) => note(new target(...words)) })
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name].bind(WebAssembly)
    WebAssembly[name] = async (...words) => {
      const result = await original(...words)
      note(result.instance ?? result)
      return result
    }
  }
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]
const sum = (entries) => entries.filter(([path]) => !path.endsWith('.html')).reduce((all, [, size]) => all + size, 0)

// The start: until the citation can be seen, on a slow machine and line; then until BibTeX can.
const start = (path) => visit(path, { cpu: SLOWER, network: NETWORK, again: true }, async (tab) => {
  const time = await tab.evaluate(() => window.seen)
  const first = [...bytes]
  await tab.waitForTimeout(REST)
  bytes = []
  const bibtex = await tab.evaluate(async () => {
    const before = performance.now()
    const card = document.querySelector('citation-card')
    if (!card) window.bibtex()
    else {
      const panel = () => card.shadowRoot.querySelector('[role=tabpanel]:not([hidden])')?.textContent ?? ''
      await new Promise((resolve) => {
        new MutationObserver(() => /@article\{/.test(panel()) && resolve())
          .observe(card.shadowRoot, { childList: true, subtree: true, characterData: true })
        card.selected = 'bibtex'
      })
    }
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - before
  })
  return { time, bytes: sum(first), files: first, bibtex, bibtexBytes: sum(bytes), bibtexFiles: [...bytes] }
})

// A style that is not loaded yet, from a server on this machine: until it stands in the page. The
// page has come to rest before.
const change = (path, style) => visit(path, { cpu: SLOWER }, async (tab) => {
  await tab.waitForTimeout(REST)
  return tab.evaluate(async (style) => {
    const card = document.querySelector('citation-card')
    const before = performance.now()
    if (!card) {
      await window.change(style)
    } else {
      const panel = () => card.shadowRoot.querySelector('[role=tabpanel]:not([hidden])')?.textContent ?? ''
      // As with the peer, not later than what is put into the page: a timer would wait for a frame.
      await new Promise((resolve) => {
        const look = () => /Procter S, /.test(panel()) && resolve()
        new MutationObserver(look).observe(card.shadowRoot, { childList: true, subtree: true, characterData: true })
        card.selected = style
      })
    }
    return performance.now() - before
  }, style)
})

// One entry, the style loaded: many different works, one after another.
const entries = () => visit('/empty.html', { cpu: SLOWER }, (tab) => tab.evaluate(async ([record, count]) => {
  const records = Array.from({ length: count }, (_, at) => ({ ...record, id: `work-${at}`, volume: String(at), title: `${record.title} ${at}` }))
  const card = await import('/card/citation-card.js')
  await import('/citeproc.js')
  const text = (path) => fetch(path).then((response) => response.text())
  const format = window.citeproc(await text('/xml/styles/apa.csl'), await text('/xml/locales/en-US.xml'), records)
  const options = { style: 'apa', locale: 'en-US', as: 'html' }
  const timed = async (one) => {
    await one(records[0])
    const before = performance.now()
    for (const record of records) await one(record)
    return ((performance.now() - before) / records.length) * 1000
  }
  return { card: await timed((record) => card.cite([record], options)), peer: await timed(format) }
}, [shannon, ENTRIES]))

// The search: from the key that makes an option the active one until the work stands in its style, for
// each of the first options of the list. The card tries what has been active for 120 ms (`TRY` in
// src/card/find/mod.rs), so that arrowing through the list loads nothing: that rest is taken off. A style
// of the list is fetched from this machine the first time and at hand the second.
const TRIED = 8
const TRY = 120
const preview = () => visit('/search.html', { cpu: SLOWER }, async (tab) => {
  await tab.waitForTimeout(REST)
  const card = tab.locator('citation-card')
  await card.getByRole('button', { name: 'Any style' }).press('Enter')
  await tab.waitForFunction(() => document.querySelector('citation-card').shadowRoot.querySelectorAll('.option').length > 20)
  await card.getByRole('combobox', { name: 'Find a style or format' }).fill('apa')
  await tab.waitForTimeout(REST)
  // The names are read and searched by then, whatever else the machine does.
  await tab.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  await tab.evaluate(notePreviews)
  const times = []
  // On the way back all styles are loaded, and such a style does not wait.
  for (const [keys, rest] of [[Array(TRIED).fill('ArrowDown'), TRY], [Array(TRIED - 1).fill('ArrowUp'), 0]]) {
    const round = []
    for (const key of keys) {
      await tab.keyboard.press(key)
      await tab.waitForTimeout(REST / 2)
      round.push(await tab.evaluate(() => window.previewed()))
    }
    times.push(round.filter((time) => time !== null).map((time) => time - rest))
  }
  return { fetched: times[0], known: times[1] }
})

// Notes each key, and the last change of the citation after it; a style that gives what stood before
// changes nothing.
function notePreviews() {
  const shown = document.querySelector('citation-card').shadowRoot.querySelector('.shown')
  let key = 0
  let changed = 0
  let text = shown.textContent
  addEventListener('keydown', () => { key = performance.now(); changed = 0 }, true)
  new MutationObserver(() => {
    if (shown.textContent !== text) changed = performance.now()
    text = shown.textContent
  }).observe(shown, { childList: true, subtree: true, characterData: true })
  window.previewed = () => (changed ? changed - key : null)
}

// Many cards: what each adds to the memory, and the longest task.
const many = () => visit('/inline.html', {}, async (tab, devtools) => {
  const memory = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devtools.send('Runtime.getHeapUsage')
    return { heap: usedSize, wasm: await tab.evaluate(() => memories.reduce((all, { buffer }) => all + buffer.byteLength, 0)) }
  }
  const before = await memory()
  await tab.evaluate((data) => {
    window.tasks = []
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' })
    window.stood = 0
    addEventListener('citation-card-ready', () => { window.stood++ })
    const card = document.querySelector('citation-card')
    const cards = Array.from({ length: data.count }, () => card.cloneNode(true))
    document.body.append(...cards)
  }, { count: CARDS })
  const began = Date.now()
  await tab.waitForFunction((count) => window.stood >= count, CARDS, { timeout: 120_000 })
  const took = Date.now() - began
  await tab.waitForTimeout(500)
  const inserting = await tab.evaluate(() => window.tasks.splice(0))
  const after = await memory()
  await tab.evaluate(() => { [...document.querySelectorAll('citation-card')].at(-1).selected = 'ris' })
  await tab.waitForTimeout(500)
  const using = await tab.evaluate(() => window.tasks)
  return { took, inserting, using, heap: (after.heap - before.heap) / CARDS, wasm: (after.wasm - before.wasm) / CARDS }
})

const rows = []
const row = (what, card, peer, ratio, bound, met) =>
  rows.push([what, card, peer ?? '', !Number.isFinite(ratio) ? '' : ratio.toFixed(3), bound, met ? 'met' : 'MISSED'])
const ms = (number) => `${number.toFixed(1)} ms`
const kb = (number) => `${(number / 1000).toFixed(1)} KB`

// The pages take turns, so that what else the machine does falls on all of them.
const starts = Object.fromEntries(Object.keys(PAGES).map((side) => [side, []]))
const changes = { inline: [], peer: [] }
const formats = { card: [], peer: [] }
const previews = { fetched: [], known: [] }
for (let run = 0; run < RUNS; run++) {
  const sides = Object.keys(PAGES)
  for (const side of run % 2 ? sides.reverse() : sides) {
    starts[side].push(await start(PAGES[side].path))
    if (changes[side]) changes[side].push(await change(PAGES[side].path, OTHER))
  }
  const tried = await preview()
  for (const key of ['fetched', 'known']) previews[key].push(...tried[key])
  const both = await entries()
  formats.card.push(both.card)
  formats.peer.push(both.peer)
}
const crowd = await many()
const version = browser.version()
await browser.close()
server.close()

const of = (side, visit, key) => median(starts[side].map((run) => run[visit][key]))
for (const [side, { name, bytes, start }] of Object.entries(PAGES)) {
  if (side === 'peer') continue
  const pair = (what, visit, key, show, limit, word, absolute) => {
    const [own, other] = [of(side, visit, key), of('peer', visit, key)]
    row(`${name}: ${what}`, show(own), show(other), own / other, limit === undefined ? '' : word, limit === undefined || (absolute ? own : own / other) <= limit)
  }
  pair('bytes until the first citation', 0, 'bytes', kb, bytes, kb(bytes), true)
  pair('time until the first citation', 0, 'time', ms, start, `${start} of it`)
  pair('bytes until BibTeX after that', 0, 'bibtexBytes', kb, BOUNDS.bibtex, kb(BOUNDS.bibtex), true)
  pair('time until BibTeX after that', 0, 'bibtex', ms)
  pair('second visit, bytes until the first citation', 1, 'bytes', kb)
  pair('second visit, time until the first citation', 1, 'time', ms, BOUNDS.second, `${BOUNDS.second} of it`)
  pair('second visit, bytes until BibTeX after that', 1, 'bibtexBytes', kb)
  pair('second visit, time until BibTeX after that', 1, 'bibtex', ms)
}
const [cardChange, peerChange] = [median(changes.inline), median(changes.peer)]
row('another style, not loaded yet', ms(cardChange), ms(peerChange), cardChange / peerChange, `${BOUNDS.change} of it`, cardChange / peerChange <= BOUNDS.change)
const [cardEntry, peerEntry] = [median(formats.card), median(formats.peer)]
row('one entry, style loaded (citeproc-js)', `${cardEntry.toFixed(0)} µs`, `${peerEntry.toFixed(0)} µs`, cardEntry / peerEntry, `${BOUNDS.entry} of it`, cardEntry / peerEntry <= BOUNDS.entry)
// The bound is for a style that is there.
for (const [key, what, bound] of [['fetched', 'style fetched first'], ['known', 'style loaded', BOUNDS.preview]]) {
  const [middle, longest] = [median(previews[key]), Math.max(...previews[key])]
  row(`the work on trial, ${what}: median`, ms(middle), undefined, undefined, bound ? ms(bound) : '', !bound || middle <= bound)
  row(`the work on trial, ${what}: longest of ${previews[key].length}`, ms(longest), undefined, undefined, '', true)
}
const memory = crowd.heap + crowd.wasm
row(`memory a card, ${CARDS} cards`, kb(memory), undefined, undefined, kb(BOUNDS.memory), memory <= BOUNDS.memory)
const longest = (tasks) => Math.max(0, ...tasks)
row(`longest task, ${CARDS} cards put in at once`, ms(longest(crowd.inserting)), undefined, undefined, ms(BOUNDS.task), longest(crowd.inserting) <= BOUNDS.task)
row(`longest task, using one of ${CARDS} cards`, ms(longest(crowd.using)), undefined, undefined, ms(BOUNDS.task), longest(crowd.using) <= BOUNDS.task)

const listed = (entries) => entries.filter(([path]) => !path.endsWith('.html')).map(([path, size]) => `  ${path.slice(1).padEnd(40)} ${kb(size)}`).join('\n')
console.log(`Chromium ${version}, CPU slowed ${SLOWER} times, 10 Mbit/s and 40 ms for starts, brotli 11; medians of ${RUNS} alternating runs`)
for (const [side, { name }] of Object.entries(PAGES)) {
  const [first] = starts[side][0]
  console.log(`\n${name} loads until its first citation\n${listed(first.files)}`)
  if (first.bibtexFiles.length) console.log(`until BibTeX after that\n${listed(first.bibtexFiles)}`)
}
console.log(`\nmemory a card: ${kb(crowd.heap)} of JavaScript's, ${kb(crowd.wasm)} of WebAssembly's; ${CARDS} cards stood after ${crowd.took} ms\n`)
const table = [['', 'card', 'citation-js', 'ratio', 'bound', ''], ...rows]
const widths = table[0].map((_, at) => Math.max(...table.map((cells) => cells[at].length)))
for (const cells of table) console.log(cells.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd())

// The file that the command line names keeps the ratios to the peers, for `cargo xtask bench --against FILE`.
const [, , file] = process.argv
if (file) {
  const [cpu] = cpus()
  const machine = `${cpu?.model ?? 'unknown'}, ${cpus().length} processors`
  const ratios = Object.fromEntries(rows.filter(([, , , ratio]) => ratio).map(([what, , , ratio]) => [what, Number(ratio)]))
  const result = { date: new Date().toISOString().slice(0, 10), machine, chromium: version, runs: RUNS, ratios }
  writeFileSync(file, JSON.stringify(result, null, 1) + '\n')
}
