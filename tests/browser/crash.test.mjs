// A trap in the card's program, and starts that fail.

import assert from 'node:assert/strict'
import { ask, events, html, inChromium, ready, shows, tab, until, useChromium } from './chromium.mjs'
import { highwire } from './records.mjs'

useChromium()

const CARD = (attributes = 'styles="apa"') => `<citation-card ${attributes}><p>Fallback</p></citation-card>`
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
  assert.match((await ask(page, 'problems'))[0].message, /unreachable/i)
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

// Lets a test trap: `window.trap` is a pattern of the names of wasm files, whose functions are then all
// `unreachable`, or of the program's exports, which then throw.
function trapping() {
  const { compileStreaming, instantiate } = WebAssembly
  const known = new Map()
  window.called = new Set()
  WebAssembly.compileStreaming = async (source) => {
    const response = await source
    const bytes = response.clone().arrayBuffer()
    const module = await compileStreaming.call(WebAssembly, response)
    known.set(module, { name: new URL(response.url).pathname.split('/').pop(), bytes: new Uint8Array(await bytes) })
    return module
  }
  WebAssembly.instantiate = async (module, imports) => {
    const { name, bytes } = known.get(module)
    if (name !== 'core.wasm') window.called.add(name)
    if (name !== 'core.wasm' && window.trap?.test(name)) module = await WebAssembly.compile(unreachable(bytes))
    const instance = await instantiate.call(WebAssembly, module, imports)
    if (name !== 'core.wasm') return instance
    const exports = Object.fromEntries(Object.entries(instance.exports).map(([name, value]) => [name, typeof value !== 'function' ? value : (...words) => {
      window.called.add(name)
      if (window.trap?.test(name)) throw new WebAssembly.RuntimeError('unreachable')
      return value(...words)
    }]))
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: exports } })
  }
  // The same module, where every function's body is one instruction (https://webassembly.github.io/spec/core/binary/modules.html#code-section).
  function unreachable(bytes) {
    let at = 8
    const number = () => {
      for (let value = 0, shift = 0; ; shift += 7) {
        const byte = bytes[at++]
        value += (byte & 127) * 2 ** shift
        if (byte < 128) return value
      }
    }
    const written = (value) => value < 128 ? [value] : [value & 127 | 128, ...written(Math.floor(value / 128))]
    const parts = [bytes.subarray(0, 8)]
    while (at < bytes.length) {
      const start = at
      const id = bytes[at++]
      const size = number()
      const end = at + size
      if (id === 10) {
        const count = number()
        const bodies = Array.from({ length: count }, () => [3, 0, 0, 11]).flat()
        parts.push([10], written(written(count).length + bodies.length), written(count), bodies)
      } else parts.push(bytes.subarray(start, end))
      at = end
    }
    return new Uint8Array(parts.flatMap((part) => [...part]))
  }
}

const STYLE = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>House</title><id>house</id>
<updated>2026-01-01T00:00:00Z</updated></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>`
const press = (name) => (page) => tab(page, name).click()
const LINKED = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Book","name":"Linked","author":"Procter, S."}</script>'

// Where a chunk traps, and what a reader did; nothing where it loads with the card.
const CHUNKS = [
  ['page', 'load', CARD(), highwire],
  ['linked', 'load', CARD(), LINKED],
  ['files', 'load', CARD('src="/work.bib"'), highwire],
  ['formats', 'load', CARD('src="/work.bib"'), highwire],
  ['csl_xml', 'load', CARD('styles="/house.csl"'), highwire],
  ['csl_xml', 'another style', CARD('styles="apa /house.csl"'), highwire, (page) => page.locator('citation-card').getByRole('tab').nth(1).click()],
  ['sections', 'load', CARD('layout="compact"'), highwire],
  ['bibtex_ris', 'a format', CARD('formats="bibtex"'), highwire, press('BibTeX')],
  ['formats', 'a format', CARD('formats="mods"'), highwire, press('MODS')],
  ['find', 'the search', CARD(), highwire, (page) => page.locator('citation-card [part~=find]').first().click()],
]

for (const [chunk, stage, body, head, act] of CHUNKS) {
  inChromium(`a trap in ${chunk} at ${stage}: the fallback with the reason, and refresh() brings the card`, {}, async ({ page, open, here }) => {
    here.page('/work.bib', '@article{p, author = {Procter, S.}, title = {Work}, year = 2022}')
    here.page('/house.csl', STYLE)
    await page.addInitScript(trapping)
    const trap = (on) => page.evaluate((name) => { window.trap = name ? new RegExp(`^split_${name}\\.wasm`) : undefined }, on ? chunk : '')
    if (!act) await page.addInitScript((name) => { window.trap = new RegExp(`^split_${name}\\.wasm`) }, chunk)
    await open(html(body, { head }))
    if (act) {
      await ready(page)
      await trap(true)
      await act(page)
    }
    const error = await until(async () => (await events(page, 'error'))[0])
    assert.equal(error.reason, 'crash')
    assert.match(error.message, /unreachable/i)
    await page.getByText('Fallback').waitFor()
    await trap(false)
    await ask(page, 'refresh')
    await ready(page)
    assert.equal(await page.getByText('Fallback').isVisible(), false)
    if (act) await act(page)
    await page.waitForTimeout(100)
    assert.equal((await events(page, 'error')).length, 1)
  })
}

inChromium('a trap in each function of the program that the loader calls: fallback and refresh(), again and again', {}, async ({ page, open }) => {
  await page.addInitScript(trapping)
  await open(html(CARD('styles="apa vancouver" formats="bibtex"'), { head: highwire }))
  await ready(page)
  await page.waitForTimeout(500)
  const called = await page.evaluate(() => [...window.called].filter((name) => /^(card_|search_)|^[a-z]+[A-Z]?[a-zA-Z]*$/.test(name) && !name.endsWith('.wasm')))
  assert.ok(called.length > 12, called.join())
  for (const name of called) {
    const seen = (await events(page, 'error')).length
    await page.evaluate((name) => {
      window.trap = new RegExp(`^${name}$`)
      const card = document.querySelector('citation-card')
      // A new place has the card begin from nothing.
      card.remove()
      setTimeout(() => document.body.append(card))
    }, name)
    const outcome = await until(async () => (await events(page, 'error'))[seen]?.reason ?? (await page.evaluate(() => document.querySelector('citation-card')?.shadowRoot.querySelector('[role=tabpanel]')?.textContent.includes('Procter')) && 'stands'))
    if (outcome !== 'stands') {
      assert.equal(outcome, 'crash', name)
      assert.match((await events(page, 'error'))[seen].message, /^The card's program /, `${name}: the trap is the reason`)
      assert.ok(await page.getByText('Fallback').isVisible(), `${name}: the fallback`)
    }
    await page.evaluate(() => { window.trap = undefined })
    await ask(page, 'refresh')
    await shows(page, 'Procter, S.')
    assert.equal(await page.getByText('Fallback').isVisible(), false, name)
  }
})

inChromium('no memory left: the fallback with the reason, and refresh() brings the card', {}, async ({ page, open }) => {
  await page.addInitScript(trapping)
  await page.addInitScript(() => {
    const { instantiate } = WebAssembly
    WebAssembly.instantiate = async (...words) => {
      const instance = await instantiate(...words)
      if (instance.exports.memory) window.memory = instance.exports.memory
      return instance
    }
  })
  await open(html(CARD('styles="apa"'), { head: highwire }))
  await ready(page)
  // As much as there can be: what the program asks for from now on, it does not get.
  await page.evaluate(() => {
    for (let pages = 65_536; pages; pages >>= 1) {
      for (;;) {
        try { window.memory.grow(pages) } catch { break }
      }
    }
    document.querySelector('citation-card').record = { type: 'book', title: 'x'.repeat(8_000_000) }
  })
  const error = await until(async () => (await events(page, 'error'))[0])
  assert.equal(error.reason, 'crash')
  await page.getByText('Fallback').waitFor()
  await page.evaluate(() => {
    document.querySelector('citation-card').record = null
    return document.querySelector('citation-card').refresh()
  })
  await shows(page, 'Procter, S.')
})

inChromium('a trap before the start is over fails that start only, and not the one that refresh() begins', {}, async ({ page, open, here }) => {
  const end = here.answer(/split_sections\.wasm$/, { delay: 1_500 })
  await page.addInitScript(trapping)
  await open(html(CARD('styles="apa"'), { head: highwire }))
  await shows(page, 'Procter, S.')
  // The start waits for the sections still.
  assert.deepEqual(await events(page, 'ready'), [])
  await page.evaluate(() => {
    window.trap = /./
    const card = document.querySelector('citation-card')
    card.addEventListener('citation-card-error', () => {
      window.trap = undefined
      queueMicrotask(() => card.refresh())
    }, { once: true })
    card.record = { type: 'book', title: 'A trap' }
    card.record = null
  })
  end()
  await until(async () => (await events(page, 'ready')).length, 'the second start')
  await page.waitForTimeout(1_600)
  assert.deepEqual((await events(page, 'error')).map(({ reason }) => reason), ['crash'])
  await shows(page, 'Procter, S.')
})

inChromium('refresh() while a card starts begins no second start, and what waits for the first is answered', {}, async ({ page, open, here }) => {
  here.answer(/\/core\.wasm$/, { delay: 700 })
  await open(html('<citation-card styles="apa"></citation-card>', { head: highwire }))
  await until(() => here.requests.some((path) => path.endsWith('core.wasm')))
  const text = await page.evaluate(async () => {
    const card = document.querySelector('citation-card')
    const [text] = await Promise.all([card.text('apa'), card.refresh()])
    return text
  })
  assert.match(text, /^Procter, S\./)
  await shows(page, 'Procter, S.')
  await until(async () => (await events(page, 'ready')).length)
  await page.waitForTimeout(300)
  assert.equal((await events(page, 'ready')).length, 1)
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

for (const [many, others] of [['', 0], [', one of many', 20]]) inChromium(`a card that is removed and put back while it loads is quiet${many}`, {}, async ({ page, open, here }) => {
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
  await page.evaluate(async (others) => {
    const card = document.querySelector('citation-card')
    card.remove()
    await new Promise((resolve) => setTimeout(resolve, 50))
    document.body.append(...Array.from({ length: others }, () => document.createElement('citation-card')))
    document.body.prepend(card)
  }, others)
  await shows(page, 'Procter, S.', 'citation-card[styles]')
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

// The browser tells of it a little after the request has failed, Firefox later than Chromium.
for (const late of [0, 30]) {
  inChromium(`a policy without connect-src is named, told ${late} ms later`, { console: /Content.Security.Policy|Refused|Fetch API|Failed to load/i }, async ({ page, open }) => {
    if (late) await page.addInitScript(delayViolations, late)
    await open(html('<citation-card></citation-card>', { head: highwire }), { headers: { 'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" } })
    const error = await until(async () => (await events(page, 'error'))[0])
    assert.equal(error.reason, 'csp')
    assert.match(error.message, /connect-src/)
  })
}

// Holds each violation back for so many milliseconds.
function delayViolations(late) {
  addEventListener('securitypolicyviolation', (event) => {
    if (!event.isTrusted) return
    event.stopImmediatePropagation()
    const { effectiveDirective, blockedURI } = event
    setTimeout(() => document.dispatchEvent(Object.assign(new Event(event.type), { effectiveDirective, blockedURI })), late)
  }, true)
}

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
  inChromium(`the card works beside ${name}`, { webkit: name === 'Prototype' && 'WebDriver cannot answer there either' }, async ({ page, open }) => {
    await page.addInitScript(script)
    await open(html('<citation-card styles="apa" formats="bibtex"></citation-card>', { head: highwire }))
    await shows(page, 'Procter, S.')
    assert.match(await ask(page, 'text', 'bibtex'), /^@article/)
    assert.equal((await ask(page, 'records'))[0].author.length, 4)
    assert.deepEqual(await events(page, 'error'), [])
  })
}
