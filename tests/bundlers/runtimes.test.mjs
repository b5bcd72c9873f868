// The library without a page: Node, Deno, Bun, a module worker. The functions work, and nothing is
// fetched.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { inChromium, useChromium } from '../browser/chromium.mjs'
import { here, target } from './bundlers.mjs'

const run = promisify(execFile)
const folders = {}
useChromium(folders)

const PROGRAM = `
globalThis.fetch = () => { throw new Error('nothing is fetched') }
const { cite, discover, read, write } = await import('citation-card')
await import('citation-card/all-styles.js')
const { records } = await read('TY  - JOUR\\nAU  - Shannon, C. E.\\nTI  - A mathematical theory of communication\\nPY  - 1948\\nER  - ')
const failure = await discover().catch(({ reason }) => reason)
const out = { apa: await cite(records, { as: 'text' }), bib: await write(records, 'bibtex'), german: await cite(records, { style: 'ieee', locale: 'de', as: 'text' }), failure }
console.log(JSON.stringify(out))
`

function isRight({ apa, bib, german, failure }) {
  assert.equal(apa, 'Shannon, C. E. (1948). A mathematical theory of communication.')
  assert.match(bib, /^@article\{/)
  assert.match(german, /C\. E\. Shannon/)
  assert.equal(failure, 'no-record')
}

const file = join(here, 'node_modules/.cache-program.mjs')
const platform = `${process.platform}-${process.arch}`
const RUNTIMES = {
  Node: [process.execPath, []],
  Deno: [join(here, `node_modules/@deno/${platform}-glibc/deno`), ['run', '--allow-read', '--allow-env', '--node-modules-dir=manual']],
  Bun: [join(here, `node_modules/@oven/bun-${platform}/bin/bun`), []],
}

for (const [name, [program, words]] of Object.entries(RUNTIMES)) {
  test(`${name}: read, cite and write`, { skip: existsSync(program) ? false : `${name} has no program for this machine` }, async () => {
    writeFileSync(file, PROGRAM)
    const { stdout } = await run(program, [...words, file], { cwd: here, timeout: 120_000 })
    isRight(JSON.parse(stdout.trim().split('\n').at(-1)))
  })
}

test('Node: the folder build reads its files from the disk', async () => {
  writeFileSync(file, PROGRAM.replace("import('citation-card')", "import('citation-card/citation-card.js')").replace("await import('citation-card/all-styles.js')", ''))
  const { stdout } = await run(process.execPath, [file], { cwd: here, timeout: 120_000 })
  isRight(JSON.parse(stdout.trim().split('\n').at(-1)))
})

test('require gives the same functions where Node has it', { skip: process.features.require_module ? false : 'this Node requires no ES modules' }, async () => {
  const { stdout } = await run(process.execPath, ['-e', "console.log(Object.keys(require('citation-card')).sort().join())"], { cwd: here })
  assert.equal(stdout.trim(), 'CitationCard,allowFetching,cite,discover,read,setBase,write')
})

inChromium('a module worker: cite', {}, async ({ page, here: site }) => {
  const { build } = await import('esbuild')
  const out = join(target, 'worker')
  mkdirSync(out, { recursive: true })
  await build({
    stdin: { contents: "import { cite } from 'citation-card'; onmessage = async ({ data }) => postMessage(await cite(data, { as: 'text' }))", resolveDir: here },
    bundle: true, splitting: true, format: 'esm', outdir: out, entryNames: 'worker', logLevel: 'error',
  })
  folders['/worker/'] = out
  await page.goto(site.page('/page.html', '<!doctype html><title>Worker</title>'))
  const cited = await page.evaluate(() => new Promise((resolve, reject) => {
    const worker = new Worker('/worker/worker.js', { type: 'module' })
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage([{ type: 'book', title: 'A title', author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2020]] } }])
  }))
  assert.equal(cited, 'Doe, J. (2020). A title.')
})
