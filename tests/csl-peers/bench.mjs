// `cargo xtask bench csl`: node bench.mjs <styles> <locale file> <dist> <modules of the loader>. This processor as the
// shipped WebAssembly, from compiled styles as shipped, and citeproc-js, on the same works, in Node and in Chromium: one entry, a
// change of style, and lists. Prints each row as it is measured. CAP is the time in seconds after
// which a list of citeproc-js is given up; its row then has the bound that was reached.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const [styles, localeFile, dist, modules] = process.argv.slice(2)
const CAP = Number(process.env.CAP ?? 60) * 1000
const STYLES = (process.env.STYLES ?? 'apa chicago-notes-bibliography ieee').split(' ')
const WHAT = ['one entry', 'style change', 10, 100, 1000, 10000]
const BOUNDS = { 'one entry': 0.1, 'style change': 0.5, 1000: 0.1 }

const here = fileURLToPath(new URL('.', import.meta.url))
const locale = readFileSync(localeFile, 'utf8')
const wasm = (name) => readFileSync(join(dist, `${name}.wasm`))
const text = (name) => readFileSync(join(modules, name), 'utf8')
const script = (text) => `data:text/javascript,${encodeURIComponent(text)}`
// What the card links for a style in XML and for a list.
const { CHUNKS } = await import(script(text('build.js')))
const CHUNKS_USED = [...new Set([...CHUNKS.csl_xml, ...CHUNKS.sections])]
const program = { wasm: wasm('core'), chunks: CHUNKS_USED.map(wasm) }
const require = createRequire(import.meta.url)
const peer = `const module = { exports: {} }\n${readFileSync(require.resolve('citeproc'), 'utf8')}\nexport default module.exports`

// In Node: a worker that can be ended whatever it is doing.
function node() {
  let worker
  return {
    async ask(task, cap) {
      worker ??= new Worker(join(here, 'bench-worker.mjs'))
      const answer = new Promise((resolve, reject) => {
        worker.removeAllListeners().once('message', resolve).once('error', reject)
      })
      worker.postMessage({ ...task, ...program, glue: script(text('glue.js')), peer: 'citeproc' })
      // A timer that is not needed any more keeps nothing waiting for it.
      const result = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, cap, null).unref())])
      if (result === null) {
        await worker.terminate()
        worker = undefined
      }
      return result
    },
    close: () => worker?.terminate(),
  }
}

// In Chromium: the same in a worker of a page.
async function browser() {
  const { chromium } = createRequire(new URL('../browser/package.json', import.meta.url))('playwright-core')
  const files = { '/': '<!doctype html>', '/peer.mjs': peer, '/worker.mjs': readFileSync(join(here, 'bench-worker.mjs')), '/glue.js': text('glue.js'), ...Object.fromEntries(['core', ...CHUNKS_USED].map((name) => [`/${name}.wasm`, wasm(name)])) }
  const server = createServer(({ url }, response) => {
    const type = url === '/' ? 'text/html' : url.endsWith('.wasm') ? 'application/wasm' : 'text/javascript'
    response.writeHead(files[url] ? 200 : 404, { 'Content-Type': type })
    response.end(files[url])
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const launched = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  const page = await launched.newPage()
  await page.goto(`http://127.0.0.1:${server.address().port}/`)
  return {
    ask: (task, cap) => page.evaluate(async ([task, cap, chunks]) => {
      window.worker ??= new Worker('/worker.mjs', { type: 'module' })
      const { worker } = window
      const answer = new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = ({ message }) => reject(new Error(message))
      })
      const bytes = async (name) => (await fetch(`/${name}.wasm`)).arrayBuffer()
      const program = { wasm: await bytes('core'), chunks: await Promise.all(chunks.map(bytes)) }
      worker.postMessage({ ...task, ...program, glue: '/glue.js', peer: '/peer.mjs' })
      const result = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, cap, null))])
      if (result === null) {
        worker.terminate()
        window.worker = undefined
      }
      return result
    }, [task, cap, CHUNKS_USED]),
    close: async () => { await launched.close(); server.close() },
  }
}

const number = (ms) => ms.toFixed(ms < 10 ? 3 : 1)
const line = (...cells) => console.log(cells.map((cell, at) => at < 3 ? String(cell).padEnd([9, 32, 14][at]) : String(cell).padStart(12)).join(' '))
line('where', 'style', 'what', 'here, ms', 'there, ms', 'ratio', 'bound')
for (const [where, open] of [['Node', node], ['Chromium', browser]]) {
  const place = await open()
  for (const id of STYLES) {
    const style = readFileSync(join(styles, `${id}.csl`), 'utf8')
    for (const what of WHAT) {
      const task = { style, locale, what }
      const ours = await place.ask({ ...task, who: 'here' }, 600_000)
      const theirs = await place.ask({ ...task, who: 'there' }, CAP)
      const ratio = ours / (theirs ?? CAP)
      const name = typeof what === 'number' ? `list of ${what}` : what
      line(where, id, name, number(ours), theirs === null ? `> ${CAP}` : number(theirs), `${theirs === null ? '< ' : ''}${ratio.toFixed(4)}`, BOUNDS[what] ?? '')
    }
  }
  await place.close()
}
