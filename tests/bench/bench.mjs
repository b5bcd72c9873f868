// The comparison of `cargo xtask bench`: the card against citation-js and citeproc-js, in one run,
// in one Chromium, on the same record, served by the same server with the same compression.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { buildSync } from 'esbuild'
import { demo, json, shannon } from '../browser/records.mjs'

const { chromium } = createRequire(new URL('../browser/package.json', import.meta.url))('playwright-core')

const RUNS = Number(process.env.RUNS ?? 7)
const CARDS = 500
const ENTRIES = 200
// A middling phone on a middling line.
const SLOWER = 4
const REST = 1500
const NETWORK = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 }
const BOUNDS = { bytes: 141_000, start: 0.4, entry: 0.1, change: 0.5, memory: 30_000, task: 50 }

const here = fileURLToPath(new URL('.', import.meta.url))
const dist = join(here, '../../dist')
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.csl': 'application/xml', '.xml': 'application/xml', '.txt': 'text/plain', '.json': 'application/json' }
const ARGUMENTS = ('--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync').split(' ')

const record = { ...demo, DOI: undefined }
const data = `<script type="application/vnd.citationstyles.csl+json">${json(record)}</script>`
// Notes when the citation can be seen: the frame after the one that it was put into.
const stamp = (event) => `<script>
addEventListener('${event}', () => requestAnimationFrame(() => setTimeout(() => { window.seen = performance.now() })), { once: true })
</script>`
const page = (head, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A work</title>
<link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`

const files = new Map([
  ['/card.html', page(`${stamp('citation-card-ready')}<script type="module" src="card/citation-card.js"></script>`,
    `<citation-card locale="en-US" styles="apa" formats="bibtex ris" loading="eager">${data}</citation-card>`)],
  ['/peer.html', page(`${stamp('shown')}<script type="module" src="peer.js"></script>`, `<p id="citation"></p>${data}`)],
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
    const body = files.get(path) ?? readFileSync(join(dist, path.replace(/^\/card\//, '')))
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
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)], 'Content-Encoding': 'br', 'Content-Length': body.length, 'Cache-Control': 'no-store' })
    response.end(body)
  } catch {
    response.writeHead(404)
    response.end()
  }
})
// Compressed before the clock runs: brotli 11 takes seconds for what is loaded in a third of one.
for (const file of ['core.wasm', 'more.wasm']) sent(`/card/${file}`)
for (const path of files.keys()) sent(path)
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${server.address().port}`
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS })

// Opens a page in a fresh profile, does something there, closes it.
async function visit(path, { cpu = 1, network } = {}, work) {
  const context = await browser.newContext({ viewport: { width: 900, height: 800 } })
  const tab = await context.newPage()
  tab.on('pageerror', (error) => console.error(`${path}: ${error.message}`))
  const devtools = await context.newCDPSession(tab)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (network) await devtools.send('Network.emulateNetworkConditions', network)
  if (cpu !== 1) await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  await tab.addInitScript(noteMemory)
  bytes = []
  await tab.goto(origin + path)
  const result = await work(tab, devtools)
  await context.close()
  return result
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

// The start: until the citation can be seen, on a slow machine and line, nothing cached.
const start = (path) => visit(path, { cpu: SLOWER, network: NETWORK }, async (tab) => {
  await tab.waitForFunction(() => window.seen)
  return { time: await tab.evaluate(() => window.seen), bytes: sum(bytes), files: [...bytes] }
})

// A style that is not loaded yet, from a server on this machine: until it stands in the page. The
// page has come to rest before.
const change = (path, style) => visit(path, { cpu: SLOWER }, async (tab) => {
  await tab.waitForFunction(() => window.seen)
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
  const format = window.citeproc(await text('/card/styles/apa.csl'), await text('/card/locales/en-US.xml'), records)
  const options = { style: 'apa', locale: 'en-US', as: 'html' }
  const timed = async (one) => {
    await one(records[0])
    const before = performance.now()
    for (const record of records) await one(record)
    return ((performance.now() - before) / records.length) * 1000
  }
  return { card: await timed((record) => card.cite([record], options)), peer: await timed(format) }
}, [shannon, ENTRIES]))

// Many cards: what each adds to the memory, and the longest task.
const many = () => visit('/card.html', {}, async (tab, devtools) => {
  await tab.waitForFunction(() => window.seen)
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
  rows.push([what, card, peer ?? '', ratio === undefined ? '' : ratio.toFixed(3), bound, met ? 'met' : 'MISSED'])
const ms = (number) => `${number.toFixed(1)} ms`
const kb = (number) => `${(number / 1000).toFixed(1)} KB`

// The two sides take turns, so that what else the machine does falls on both.
const starts = { card: [], peer: [] }
const changes = { card: [], peer: [] }
const formats = { card: [], peer: [] }
for (let run = 0; run < RUNS; run++) {
  for (const side of run % 2 ? ['peer', 'card'] : ['card', 'peer']) {
    starts[side].push(await start(`/${side}.html`))
    changes[side].push(await change(`/${side}.html`, 'nlm-citation-sequence'))
  }
  const both = await entries()
  formats.card.push(both.card)
  formats.peer.push(both.peer)
}
const crowd = await many()
const version = browser.version()
await browser.close()
server.close()

const [card, peer] = [starts.card[0], starts.peer[0]]
row('bytes until the first citation', kb(card.bytes), kb(peer.bytes), card.bytes / peer.bytes, kb(BOUNDS.bytes), card.bytes <= BOUNDS.bytes)
const [cardStart, peerStart] = ['card', 'peer'].map((side) => median(starts[side].map(({ time }) => time)))
row('time until the first citation', ms(cardStart), ms(peerStart), cardStart / peerStart, `${BOUNDS.start} of it`, cardStart / peerStart <= BOUNDS.start)
const [cardChange, peerChange] = [median(changes.card), median(changes.peer)]
row('another style, not loaded yet', ms(cardChange), ms(peerChange), cardChange / peerChange, `${BOUNDS.change} of it`, cardChange / peerChange <= BOUNDS.change)
const [cardEntry, peerEntry] = [median(formats.card), median(formats.peer)]
row('one entry, style loaded (citeproc-js)', `${cardEntry.toFixed(0)} µs`, `${peerEntry.toFixed(0)} µs`, cardEntry / peerEntry, `${BOUNDS.entry} of it`, cardEntry / peerEntry <= BOUNDS.entry)
const memory = crowd.heap + crowd.wasm
row(`memory a card, ${CARDS} cards`, kb(memory), undefined, undefined, kb(BOUNDS.memory), memory <= BOUNDS.memory)
const longest = (tasks) => Math.max(0, ...tasks)
row(`longest task, ${CARDS} cards put in at once`, ms(longest(crowd.inserting)), undefined, undefined, ms(BOUNDS.task), longest(crowd.inserting) <= BOUNDS.task)
row(`longest task, using one of ${CARDS} cards`, ms(longest(crowd.using)), undefined, undefined, ms(BOUNDS.task), longest(crowd.using) <= BOUNDS.task)

console.log(`Chromium ${version}, CPU slowed ${SLOWER} times, 10 Mbit/s and 40 ms for the first two rows, nothing cached, brotli 11; medians of ${RUNS} alternating runs`)
console.log(`the card loads ${card.files.filter(([path]) => !path.endsWith('.html')).map(([path, size]) => `${path.slice(1)} ${kb(size)}`).join(', ')}`)
console.log(`memory a card: ${kb(crowd.heap)} of JavaScript's, ${kb(crowd.wasm)} of WebAssembly's; ${CARDS} cards stood after ${crowd.took} ms\n`)
const table = [['', 'card', 'citation-js', 'ratio', 'bound', ''], ...rows]
const widths = table[0].map((_, at) => Math.max(...table.map((cells) => cells[at].length)))
for (const cells of table) console.log(cells.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd())
