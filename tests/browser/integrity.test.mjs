// One hash for everything, and where the files are: `integrity` on the script covers what it fetches,
// files of another build are refused, folders move, servers refuse queries, networks go away.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NEEDS, events, html, inChromium, ready, shows, until, useChromium } from './chromium.mjs'
import { highwire } from './records.mjs'
import { dist, modules } from './server.mjs'

useChromium()

const bytes = (name) => readFileSync(join(dist, name))
const hash = `sha384-${createHash('sha384').update(bytes('citation-card.js')).digest('base64')}`
const CARD = '<citation-card styles="apa"><p>Fallback</p></citation-card>'
const SCRIPT = `<script type="module" src="/card/citation-card.js" integrity="${hash}"></script>`
const vouched = (body = CARD, script = SCRIPT) => html(body, { head: highwire + script, script: null })
const failure = (page) => until(async () => (await events(page, 'error'))[0])
const fallbackStays = async (page) => assert.ok(await page.getByText('Fallback').isVisible())
// A build for development is many modules, which no one hash covers.
const skip = modules().length > 1 && 'a build for development'

inChromium('with the hash of the script everything works, and nothing is fetched that has no hash', {}, async ({ page, here, open }) => {
  await open(vouched())
  await shows(page, 'Procter, S.')
  assert.ok(here.requests.includes('/card/hashes/files.json'))
})

inChromium('a page that demands hashes (Integrity-Policy) and allows one script by its hash has the card', { skip }, async ({ page, open }) => {
  const headers = {
    'Integrity-Policy': 'blocked-destinations=(script)',
    'Content-Security-Policy': `default-src 'none'; script-src '${hash}' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'`,
  }
  await open(vouched(), { headers })
  await shows(page, 'Procter, S.')
})

inChromium('the snippet is the tag, the script with its hash, and what the policy needs', { skip }, async () => {
  const snippet = bytes('snippet.html').toString()
  assert.ok(snippet.includes(`src="citation-card.js" integrity="${hash}"`), snippet)
  assert.match(snippet, /<citation-card><\/citation-card>/)
  assert.ok(snippet.includes(`script-src '${hash}' 'wasm-unsafe-eval'; connect-src 'self'`))
})

const refused = { console: /integrity checks failed|Failed to find a valid digest|Failed to load resource/ }

const changed = {
  'core.wasm': () => Buffer.concat([bytes('core.wasm'), Buffer.from([0, 2, 1, 120])]),
  'hashes/files.json': () => bytes('hashes/files.json').toString().replace('sha256-', 'sha256-A'),
}
for (const [name, body] of Object.entries(changed)) {
  inChromium(`with the hash of the script, a changed ${name} is refused and named; the fallback stays`, refused, async ({ page, here, open }) => {
    const end = here.answer((path) => path === `/card/${name}`, { status: 200, body: body(), headers: { 'Content-Type': 'application/wasm' } })
    await open(vouched())
    const { reason, message } = await failure(page)
    assert.equal(reason, 'integrity')
    assert.ok(message.includes(`/card/${name}`) && message.includes('its hash differs'), message)
    await fallbackStays(page)
    end()
  })
}

inChromium('with the hash of the script, a changed style is never shown', refused, async ({ page, here, open }) => {
  const style = bytes('styles/apa.txt').toString().replace('APA', 'BAD')
  const end = here.answer(/\/styles\/apa\.txt$/, { status: 200, body: style })
  await open(vouched('<citation-card styles="apa vancouver"></citation-card>'))
  await until(async () => /its hash differs/.test(await page.evaluate(() => JSON.stringify(document.querySelector('citation-card').problems))))
  end()
})

inChromium('a hash in an import map vouches too', { ...refused, skip }, async ({ page, here, open }) => {
  const end = here.answer(/\/core\.wasm$/, { status: 200, body: changed['core.wasm'](), headers: { 'Content-Type': 'application/wasm' } })
  const map = JSON.stringify({ imports: { card: '/card/citation-card.js' }, integrity: { '/card/citation-card.js': hash } })
  await open(vouched(CARD, `<script type="importmap">${map}</script><script type="module">import 'card'</script>`))
  assert.equal((await failure(page)).reason, 'integrity')
  end()
})

inChromium('a file of another build says which builds they are, also without a hash', {}, async ({ page, here, open }) => {
  const wasm = bytes('core.wasm')
  wasm.write('deadbeef', wasm.length - 8)
  const end = here.answer(/\/core\.wasm$/, { status: 200, body: wasm, headers: { 'Content-Type': 'application/wasm' } })
  await open(vouched(CARD, '<script type="module" src="/card/citation-card.js"></script>'))
  const { reason, message } = await failure(page)
  assert.equal(reason, 'integrity')
  assert.match(message, /core\.wasm\S* belongs to build deadbeef of citation-card and the script to [0-9a-f]{8}\./)
  await fallbackStays(page)
  end()
})

inChromium('a server that sends its start page for every address is named', {}, async ({ page, here, open }) => {
  const end = here.answer(/\/core\.wasm$/, { status: 200, body: '<!doctype html><title>Home</title>', headers: { 'Content-Type': 'text/html' } })
  await open(vouched(CARD, '<script type="module" src="/card/citation-card.js"></script>'))
  const { reason, message } = await failure(page)
  assert.equal(reason, 'unreadable')
  assert.match(message, /is a web page and not WebAssembly/)
  await fallbackStays(page)
  end()
})

inChromium('a server that refuses queries has the card', { console: /403/ }, async ({ page, here, open }) => {
  const end = here.answer((_path, address) => address.includes('?'), { status: 403 })
  await open(html(CARD, { head: highwire }))
  await shows(page, 'Procter, S.')
  end()
})

const moved = { origins: (there) => [there.origin] }

for (const [what, script] of [
  ['data-base on the script', (base) => `<script type="module" src="/card/citation-card.js" data-base="${base}"></script>`],
  ['setBase()', (base) => `<script type="module">import { setBase } from '/card/citation-card.js'; setBase('${base}')</script>`],
]) {
  inChromium(`${what} moves all files`, moved, async ({ page, here, there, open }) => {
    const end = there.answer(/^\/card\//, { headers: { 'Access-Control-Allow-Origin': '*' } })
    await open(html(CARD, { head: highwire + script(`${there.origin}/card`), script: null }))
    await shows(page, 'Procter, S.')
    const own = modules().map((name) => `/card/${name}`)
    assert.deepEqual(here.requests.filter((path) => path.startsWith('/card/') && !own.includes(path)), [])
    assert.ok(there.requests.includes('/card/core.wasm') && there.requests.includes('/card/styles/apa.txt'))
    // What the card fetches ahead, when it is idle, is still allowed; nothing is fetched after this.
    await page.goto('about:blank')
    end()
  })
}

inChromium('a folder on another site that does not allow it (CORS) is named', { ...moved, console: /CORS policy|Failed to load/ }, async ({ page, there, open }) => {
  await open(html(CARD, { head: `${highwire}<script type="module" src="/card/citation-card.js" data-base="${there.origin}/card/"></script>`, script: null }))
  const { reason, message } = await failure(page)
  assert.equal(reason, 'network')
  assert.match(message, /core\.wasm\S* could not be reached; if it is on another site, that site has to allow it \(CORS\)/)
  await fallbackStays(page)
})

const WORKER = `
self.addEventListener('install', (event) => event.waitUntil((async () => {
  const listing = await (await fetch('/card/files.json')).json()
  const wanted = [...listing.program, ...listing.lists, 'locales/en-US.txt', 'locales/en-GB.txt', 'styles/apa.txt', 'styles/ieee.txt']
  const cache = await caches.open('card')
  await cache.addAll([...new Set(['/page.html', ...wanted.map((path) => '/card/' + path), ...MODULES])])
  await self.skipWaiting()
})()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => event.respondWith(caches.match(event.request).then((found) => found ?? fetch(event.request))))
`

inChromium('a service worker that fills its cache from files.json has everything offline', { console: /Failed to load resource|ERR_/ }, async ({ page, context, here, open }) => {
  here.page('/worker.js', WORKER.replace('MODULES', JSON.stringify(modules().map((name) => `/card/${name}`))))
  await open(html('<citation-card styles="apa ieee"></citation-card><script>navigator.serviceWorker.register("/worker.js")</script>', { head: highwire }))
  await until(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
  await context.setOffline(true)
  await page.goto(`${here.origin}/page.html`)
  await shows(page, 'Procter, S.')
  await page.locator('citation-card').getByRole('tab', { name: 'BibTeX' }).click()
  await shows(page, '@article{')
  assert.equal(await page.evaluate(() => document.querySelector('citation-card').text('ieee').then((text) => /Procter/.test(text))), true)
  await context.setOffline(false)
})

inChromium('when the network goes away in the middle, what is there stays and the rest says so', { webkit: NEEDS.offline, console: /ERR_INTERNET_DISCONNECTED|Failed to load/ }, async ({ page, context, open }) => {
  await open(html('<citation-card styles="apa" tabs="apa bibtex"></citation-card>', { head: highwire }))
  await ready(page)
  await context.setOffline(true)
  const told = await page.evaluate(() => document.querySelector('citation-card').text('nature').then(() => null, ({ reason, message }) => ({ reason, message })))
  assert.equal(told.reason, 'network')
  assert.match(told.message, /no connection to the internet/)
  await shows(page, 'Procter, S.')
  await context.setOffline(false)
})
