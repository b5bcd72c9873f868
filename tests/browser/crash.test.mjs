// A trap in the card's program, and starts that fail.

import assert from 'node:assert/strict'
import { ask, events, html, inChromium, ready, shows, until, useChromium } from './chromium.mjs'
import { highwire } from './records.mjs'

useChromium()

const TWO = '<citation-card id="one" styles="apa"><p>Fallback one</p></citation-card><citation-card id="two" styles="apa"><p>Fallback two</p></citation-card>'

inChromium('after a trap all cards fall back, say so once each, and refresh() revives them', {}, async ({ page, open }) => {
  await page.addInitScript(() => {
    // Wraps what every instance exports, so that rendering a card traps when it is asked to.
    const instantiate = WebAssembly.instantiate
    WebAssembly.instantiate = async (...words) => {
      const instance = await instantiate.apply(WebAssembly, words)
      const exports = { ...instance.exports }
      if (exports.card_render) {
        const render = exports.card_render
        exports.card_render = (...given) => {
          if (window.trap) throw new WebAssembly.RuntimeError('unreachable')
          return render(...given)
        }
      }
      return Object.create(WebAssembly.Instance.prototype, { exports: { value: exports } })
    }
  })
  await open(html(TWO, { head: highwire }))
  await ready(page, '#one')
  await ready(page, '#two')
  await page.evaluate(() => {
    window.trap = true
    document.querySelector('#one').setAttribute('layout', 'compact')
  })
  await page.getByText('Fallback one').waitFor()
  await page.getByText('Fallback two').waitFor()
  const errors = await events(page, 'error')
  assert.deepEqual(errors.map(({ reason }) => reason), ['crash', 'crash'])
  assert.match((await ask(page, 'problems'))[0].message, /unreachable/)
  await assert.rejects(ask(page, 'copy', 'apa'))
  await page.evaluate(async () => {
    window.trap = false
    await Promise.all([...document.querySelectorAll('citation-card')].map((card) => card.refresh()))
  })
  await shows(page, 'Procter, S.', '#one')
  await shows(page, 'Procter, S.', '#two')
  assert.equal((await events(page, 'error')).length, 2)
  assert.deepEqual(await ask(page, 'problems'), [])
})

inChromium('a start that failed is tried again when an attribute changes', { console: /503/ }, async ({ page, open, here }) => {
  const end = here.answer(/\/core\.wasm$/, { status: 503 })
  await open(html('<citation-card styles="apa"><p>Fallback</p></citation-card>', { head: highwire }))
  const error = await until(async () => (await events(page, 'error'))[0])
  assert.equal(error.reason, 'network')
  assert.match((await ask(page, 'problems'))[0].message, /core\.wasm/)
  end()
  await page.evaluate(() => document.querySelector('citation-card').setAttribute('styles', 'vancouver'))
  await shows(page, 'Procter S')
})

inChromium('a card that is removed and put back while it loads is quiet', {}, async ({ page, open, here }) => {
  here.answer(/\/core\.wasm$/, { delay: 700 })
  await page.addInitScript(() => {
    const Observer = window.IntersectionObserver
    // The second report comes late, as on a busy page.
    window.IntersectionObserver = class extends Observer {
      constructor(report, options) {
        let reports = 0
        super((entries, observer) => setTimeout(() => report(entries, observer), reports++ ? 1500 : 0), options)
      }
    }
  })
  await open(html('<citation-card styles="apa"></citation-card>', { head: highwire }))
  await page.waitForTimeout(350)
  await page.evaluate(async () => {
    const card = document.querySelector('citation-card')
    card.remove()
    await new Promise((resolve) => setTimeout(resolve, 50))
    document.body.append(card)
  })
  await shows(page, 'Procter, S.')
  await page.waitForTimeout(1800)
  assert.deepEqual(await events(page, 'error'), [])
})

for (const src of ['http://[', 'https://a:b/x.bib', 'http://:80']) {
  inChromium(`an address that is none (${src}) is named, without any other error`, {}, async ({ page, open }) => {
    await page.addInitScript(() => {
      window.rejections = []
      addEventListener('unhandledrejection', ({ reason }) => window.rejections.push(String(reason)))
    })
    await open(html(`<citation-card src="${src}"></citation-card>`, { head: highwire }))
    const error = await until(async () => (await events(page, 'error'))[0])
    assert.equal(error.reason, 'not-found')
    assert.match(error.message, /invalid/)
    await page.evaluate(() => document.querySelector('citation-card').setAttribute('styles', 'vancouver'))
    await page.waitForTimeout(300)
    assert.deepEqual(await page.evaluate(() => window.rejections), [])
    await page.evaluate(() => document.querySelector('citation-card').removeAttribute('src'))
    await shows(page, 'Procter S')
  })
}

inChromium('a policy without connect-src is named', { console: /Content.Security.Policy|Refused|Fetch API|Failed to load/i }, async ({ page, open }) => {
  await open(html('<citation-card></citation-card>', { head: highwire }), { headers: { 'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" } })
  const error = await until(async () => (await events(page, 'error'))[0])
  assert.equal(error.reason, 'csp')
  assert.match(error.message, /connect-src/)
})

inChromium('a first style that cannot be had leads to the next tab, with one calm sentence', { console: /404/ }, async ({ page, open, here }) => {
  here.answer(/\/styles\/ieee\.txt$/, { status: 404 })
  await open(html('<citation-card styles="ieee vancouver apa"></citation-card>', { head: highwire }))
  await shows(page, 'Procter S')
  await page.locator('citation-card').getByText('IEEE: This style is not available here.').waitFor()
  assert.match(await ask(page, 'text'), /Procter S/)
  assert.match(JSON.stringify(await ask(page, 'problems')), /ieee.*404/)
})

inChromium('a failure is one warning in the console, with its reason and what to do', { console: /404/ }, async ({ page, open, here }) => {
  const warned = []
  page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()))
  here.answer(/\/styles\/ieee\.txt$/, { status: 404 })
  await open(html('<citation-card styles="ieee apa" layout="kard"></citation-card><citation-card from="inline"></citation-card>', { head: highwire }))
  await until(() => warned.length >= 2)
  await page.evaluate(() => document.querySelectorAll('citation-card').forEach((card) => card.setAttribute('show', 'titel')))
  await page.waitForTimeout(500)
  assert.equal(warned.length, 2, warned.join('\n'))
  assert.ok(warned.every((line) => line.startsWith('citation-card: ')))
  assert.match(warned.join(), /kard/)
  assert.match(warned.join(), /no inline record in the card/)
})

for (const [name, script] of [
  ['MooTools', 'window.Window = function () {}; window.Document = function () {}'],
  ['Prototype', 'Array.prototype.toJSON = function () { return "[" + this.map(String).join() + "]" }; String.prototype.toJSON = function () { return \'"\' + this + \'"\' }; Object.prototype.extra = 1; delete Object.prototype.extra'],
]) {
  inChromium(`the card works beside ${name}`, {}, async ({ page, open }) => {
    await page.addInitScript(script)
    await open(html('<citation-card styles="apa" formats="bibtex"></citation-card>', { head: highwire }))
    await shows(page, 'Procter, S.')
    assert.match(await ask(page, 'text', 'bibtex'), /^@article/)
    assert.equal((await ask(page, 'records'))[0].author.length, 4)
    assert.deepEqual(await events(page, 'error'), [])
  })
}
