// Importing the module where there is no page, no address, no navigator: whatever it lands in goes
// on, and says what to do.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { html, inChromium, shows, until, useChromium } from './chromium.mjs'
import { highwire, json, shannon } from './records.mjs'
import { dist, root } from './server.mjs'

useChromium()

const finished = promisify(execFile)
const MODULE = join(dist, 'citation-card.js')
const FUNCTIONS = ['CitationCard', 'allowFetching', 'cite', 'discover', 'read', 'setBase', 'write']
// The bundler that builds the card; a build for development does without it.
const ESBUILD = join(root, 'xtask/bundler/node_modules/.bin/esbuild')
const skip = existsSync(ESBUILD) ? false : 'esbuild is not installed in xtask/bundler'

// Runs a module in a process of Node of its own: what it printed.
async function inNode(before) {
  const code = `${before}
const card = await import(${JSON.stringify(pathToFileURL(MODULE).href)})
const failure = await card.discover().then(() => null, ({ reason, message }) => ({ reason, message }))
console.log(JSON.stringify({ names: Object.keys(card).sort(), version: card.CitationCard.version, failure }))`
  const { stdout, stderr } = await finished(process.execPath, ['--input-type=module', '-e', code], { timeout: 10_000, killSignal: 'SIGKILL' })
  return { ...JSON.parse(stdout.trim().split('\n').at(-1)), stderr }
}

for (const [what, before] of [
  ['no document', ''],
  ['no document and no navigator', 'delete globalThis.navigator'],
  ['a document that is none', 'globalThis.document = {}; globalThis.customElements = { get() {}, define() {} }; globalThis.HTMLElement = class {}'],
  ['an element class that is none', 'globalThis.document = null; globalThis.HTMLElement = {}'],
  ['a window alone', 'globalThis.window = globalThis; globalThis.location = undefined'],
]) {
  test(`the module is imported where there is ${what}`, { timeout: 20_000 }, async () => {
    const { names, version, failure, stderr } = await inNode(before)
    assert.deepEqual(names, FUNCTIONS)
    assert.match(version, /^\d+\.\d+\.\d+/)
    assert.deepEqual(failure, { reason: 'no-record', message: 'there is no document to search; give discover() one' })
    assert.doesNotMatch(stderr, /\n\s+at /, 'no stack of an error')
  })
}

// The module as a classic script, as bundlers make one: it does not know its own address.
async function bundled() {
  const { stdout } = await finished(ESBUILD, [MODULE, '--bundle', '--format=iife', '--global-name=bundle', '--log-level=error'],
    { timeout: 30_000, killSignal: 'SIGKILL', maxBuffer: 50_000_000 })
  return stdout
}

inChromium('bundled into a classic script, the page goes on and one warning says what to do', { skip }, async ({ page, open, here }) => {
  here.page('/bundle.js', await bundled() + ';window.after = Object.keys(bundle).sort()')
  const warned = []
  page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()))
  await open(html('<citation-card><p>Fallback</p></citation-card>', { script: null, head: `${highwire}<script src="/bundle.js"></script>` }))
  assert.deepEqual(await page.evaluate(() => window.after), FUNCTIONS)
  await until(() => warned.length)
  await page.waitForTimeout(200)
  assert.equal(warned.length, 1, warned.join('\n'))
  assert.match(warned[0], /^citation-card: .*load citation-card\.js with <script type="module" src="…">/)
  assert.ok(await page.getByText('Fallback').isVisible())
  const failure = await page.evaluate(() => window.bundle.cite({ title: 'A' }).then(() => null, ({ reason, message }) => ({ reason, message })))
  assert.equal(failure?.reason, 'not-found')
  assert.match(failure.message, /address/)
})

for (const [what, script] of [
  ['navigator', "Object.defineProperty(window, 'navigator', { value: undefined, configurable: true })"],
  ['IntersectionObserver', 'delete window.IntersectionObserver'],
  ['storage', "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"],
]) {
  inChromium(`a page without ${what} has the card`, {}, async ({ page, open }) => {
    await page.addInitScript(script)
    await open(html('<citation-card styles="apa" remember></citation-card>', { head: highwire }))
    await shows(page, 'Procter, S.')
  })
}

inChromium('a page without custom elements goes on, and the functions work', {}, async ({ page, open }) => {
  await page.addInitScript("Object.defineProperty(window, 'customElements', { value: undefined })")
  await open(html('<citation-card><p>Fallback</p></citation-card>', { head: highwire }))
  const ris = await page.evaluate(async (record) => (await import('/card/citation-card.js')).write(JSON.parse(record), 'ris'), json(shannon))
  assert.match(ris, /^TY {2}- JOUR/)
  assert.ok(await page.getByText('Fallback').isVisible())
})

inChromium('an element that cannot be defined is a warning, and what comes after the import runs', {}, async ({ page, open }) => {
  await page.addInitScript(`window.warned = []
    console.warn = (line) => window.warned.push(line)
    customElements.define = () => { throw new Error('the page forbids it') }`)
  await open(html('<p>Text</p><script type="module">import { write } from "/card/citation-card.js"; window.after = typeof write</script>', { head: highwire }))
  assert.equal(await until(() => page.evaluate(() => window.after)), 'function')
  assert.deepEqual(await page.evaluate(() => window.warned), ['citation-card: the element could not be defined: the page forbids it'])
})
