// What a visitor may write into a page, and what comes from other sites, harms nobody.

import assert from 'node:assert/strict'
import { ask, events, html, inChromium, ready, shows, tab, until, useChromium } from './chromium.mjs'
import { demo, highwire, json } from './records.mjs'
import { dist } from './server.mjs'

useChromium({ '/card/': dist })

const elsewhere = { origins: (there) => [there.origin] }

// Every event handler that HTML elements have, and every other attribute that could do harm.
const HANDLERS = ('abort animationend auxclick beforeinput beforetoggle blur cancel change click close contextmenu copy cut ' +
  'dblclick drag drop error focus focusin formdata input keydown keyup load mousedown mouseenter mousemove mouseover ' +
  'paste pointerdown pointerenter pointerover reset resize scroll select submit toggle transitionend wheel').split(' ')
const hostile = (origin) => {
  const attributes = HANDLERS.map((name) => `data-on${name}="window.ran = '${name}'"`)
  for (const [name, value] of Object.entries({
    style: 'position:fixed;inset:0', id: 'login', class: 'overlay', slot: 'admin', srcdoc: '<b>x</b>', tabindex: '0',
    autofocus: '', contenteditable: '', popover: '', is: 'x-y', part: 'p', name: 'n', href: 'javascript:1', action: '/steal',
    src: `${origin}/stolen.bib`, doi: '10.1234/beacon', registry: `${origin}/beacon/`, assets: `${origin}/assets/`, follow: 'any',
    styles: `apa ${origin}/house.csl`, selected: `${origin}/house.csl`, tabs: `${origin}/house.csl apa`, remember: '',
    'citation-card-x': '1', 'data-onclick': 'window.ran = 1',
  })) attributes.push(`data-${name}="${value}"`)
  return `<div data-citation-card onclick="window.own = 1" style="color: red" id="place" ${attributes.join(' ')}
    data-formats="bibtex" data-layout="compact">Cite me</div>`
}

for (const [policy, headers] of [
  ['without a policy', {}],
  ['under Trusted Types', { 'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'" }],
]) {
  inChromium(`hostile data- attributes change nothing and fetch nothing, ${policy}`, { console: /Content.Security.Policy.*(inline|event handler|style)/i }, async ({ page, here, there, open }) => {
    await open(html(hostile(there.origin).replace(/ onclick=.*? id="place"/, ''), { head: highwire }), { headers })
    await ready(page)
    const attributes = await page.evaluate(() => [...document.querySelector('citation-card').attributes].map(({ name, value }) => `${name}=${value}`).sort())
    assert.deepEqual(attributes, ['formats=bibtex', 'layout=compact'])
    await page.locator('citation-card').hover()
    await tab(page, 'BibTeX').click()
    await shows(page, '@article')
    assert.equal(await page.evaluate(() => window.ran), undefined)
    assert.equal(await page.evaluate(() => document.getElementById('login')), null)
    assert.deepEqual(there.requests, [])
    assert.deepEqual(here.requests.filter((path) => !/^\/(card\/|page\.html)/.test(path)), [])
    assert.equal(await page.evaluate(async () => typeof (await import('/card/citation-card.js')).cite), 'function')
  })
}

inChromium('a place that is added later becomes a card with its language and its content', {}, async ({ page, open }) => {
  await open(html('<main></main>', { head: highwire }))
  await page.evaluate(() => {
    document.querySelector('main').innerHTML = '<section><div data-citation-card lang="de" dir="ltr" data-styles="vancouver apa" data-heading-level="3"><b>Fallback</b></div></section>'
  })
  await shows(page, 'Procter S')
  const card = page.locator('citation-card')
  assert.deepEqual(await card.evaluate((card) => [card.lang, card.dir, card.styles, card.headingLevel, card.querySelector('b').textContent]),
    ['de', 'ltr', 'vancouver apa', '3', 'Fallback'])
  await page.evaluate(() => {
    const later = document.body.appendChild(document.createElement('div'))
    later.dataset.styles = 'apa'
    later.dataset.citationCard = ''
  })
  await until(async () => (await page.locator('citation-card').count()) === 2)
})

const OWNER_FILE = '<div data-citation-card data-src="/work.json" data-styles="apa"></div>'

inChromium('fetching attributes work where the owner allows them on the script element', {}, async ({ page, here, open }) => {
  here.page('/work.json', json(demo))
  const body = html(OWNER_FILE).replace('<script type="module"', '<script data-allow-fetching type="module"')
  await open(body)
  await shows(page, 'Procter, S.')
  assert.ok(here.requests.includes('/work.json'))
})

inChromium('fetching attributes wait until the owner allows them by a call', {}, async ({ page, here, open }) => {
  here.page('/work.json', json(demo))
  await open(html(OWNER_FILE, { head: '<meta name="citation_title" content="The page"><meta name="citation_author" content="Doe, Jane">' }))
  await shows(page, 'The page')
  assert.ok(!here.requests.includes('/work.json'))
  await page.evaluate(async () => (await import('/card/citation-card.js')).allowFetching())
  await shows(page, 'Procter, S.')
})

inChromium('data-src may name an element of the page, which is not fetched', {}, async ({ page, open }) => {
  await open(html(`<pre id="work">${json(demo)}</pre><div data-citation-card data-src="#work" data-styles="apa"></div>`))
  await shows(page, 'Procter, S.')
})

inChromium('html() of a file format is escaped HTML', {}, async ({ page, open }) => {
  const title = '<img src=x onerror="window.ran = 1">'
  await open(html(`<citation-card><script type="application/vnd.citationstyles.csl+json">${json({ ...demo, title })}</script></citation-card>`))
  await ready(page)
  for (const id of ['csl-json', 'bibtex', 'ris', 'csv', 'mods']) {
    const shown = await page.evaluate(async (id) => {
      const box = document.body.appendChild(document.createElement('div'))
      const card = document.querySelector('citation-card')
      box.innerHTML = await card.html(id)
      return { elements: [...box.querySelectorAll('*')].map((element) => element.localName), same: box.textContent === await card.text(id) }
    }, id)
    assert.deepEqual(shown, { elements: ['pre'], same: true }, id)
  }
  await page.waitForTimeout(100)
  assert.equal(await page.evaluate(() => window.ran), undefined)
})

// The folder of `assets` has no XML, so that the card's own style and locale are asked for after it.
inChromium('no request says which page asks', { ...elsewhere, console: /404/ }, async ({ page, here, there, open }) => {
  there.answer(/./, { headers: { 'Access-Control-Allow-Origin': '*' } })
  there.page('/work.json', json(demo))
  there.page('/house.csl', HOUSE)
  await open(html(`<citation-card src="${there.origin}/work.json" styles="${there.origin}/house.csl apa" assets="${there.origin}/card/"></citation-card>`))
  await shows(page, 'House: Theorising')
  await ask(page, 'text', 'apa')
  await ask(page, 'text', 'bibtex')
  // The script and what it imports are the browser's own requests; all others are the card's.
  assert.deepEqual([...here.referrers, ...there.referrers].filter((line) => !/^[^ ]*\.js /.test(line)), [])
})

const HOUSE = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>House</title><id>house</id>
<updated>2026-01-01T00:00:00Z</updated></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text value="House: "/><text variable="title"/></layout></bibliography></style>`

inChromium('a record without an end is given up at its limit', {}, async ({ page, here, open }) => {
  const rule = { endless: '{"title": "again and again"},' }
  here.answer(/\/endless\.json$/, rule)
  await open(html('<citation-card src="/endless.json"></citation-card>'))
  const error = await until(async () => (await events(page, 'error'))[0])
  assert.equal(error.reason, 'unreadable')
  assert.match(error.message, /20 MB/)
  assert.ok(rule.sent < 60_000_000, `${rule.sent} bytes`)
})

inChromium('a record that says it is too long is not read', {}, async ({ page, here, open }) => {
  const rule = { endless: 'x', headers: { 'Content-Length': '3000000000' } }
  here.answer(/\/long\.json$/, rule)
  await open(html('<citation-card src="/long.json"></citation-card>'))
  const error = await until(async () => (await events(page, 'error'))[0])
  assert.equal(error.reason, 'unreadable')
  assert.ok(rule.sent < 12_000_000, `${rule.sent} bytes`)
})

inChromium('a style without an end is given up at its limit, and other tabs work', {}, async ({ page, here, open }) => {
  const rule = { endless: '<!-- again and again -->' }
  here.answer(/\/endless\.csl$/, rule)
  await open(html('<citation-card styles="apa /endless.csl"></citation-card>', { head: highwire }))
  await shows(page, 'Procter, S.')
  await assert.rejects(ask(page, 'text', '/endless.csl'), /larger than/)
  assert.ok(rule.sent < 30_000_000, `${rule.sent} bytes`)
})

inChromium('a link that is followed does not leave the origin by a redirect', { ...elsewhere, console: /Unsafe attempt to load URL|Failed to load/ }, async ({ page, here, there, open }) => {
  there.answer(/./, { headers: { 'Access-Control-Allow-Origin': '*' } })
  there.page('/work.json', json(demo))
  here.answer(/\/linked\.json$/, { status: 302, headers: { Location: `${there.origin}/work.json` } })
  const head = '<link rel="describedby" type="application/vnd.citationstyles.csl+json" href="/linked.json"><meta name="citation_title" content="The page">'
  await open(html('<citation-card styles="apa"></citation-card>', { head }))
  await shows(page, 'The page')
  assert.ok(here.requests.includes('/linked.json'))
  assert.deepEqual(there.requests, [])
})

inChromium('a file of the owner may be redirected', elsewhere, async ({ page, here, there, open }) => {
  there.answer(/./, { headers: { 'Access-Control-Allow-Origin': '*' } })
  there.page('/work.json', json(demo))
  here.answer(/\/moved\.json$/, { status: 302, headers: { Location: `${there.origin}/work.json` } })
  await open(html('<citation-card src="/moved.json" styles="apa"></citation-card>'))
  await shows(page, 'Procter, S.')
})

// What a record, an option or an inline text could do to every object of the page.
const POLLUTED = '{"__proto__": {"polluted": 1, "title": "x"}, "constructor": {"prototype": {"polluted": 1}}, "type": "book", "title": "A book", ' +
  '"custom": {"__proto__": {"polluted": 1}}, "author": [{"__proto__": {"polluted": 1}, "family": "Doe"}]}'

inChromium('no record and no option changes a prototype', { console: /option/, cards: 7 }, async ({ page, here, open }) => {
  here.page('/work.json', POLLUTED)
  await open(html(`<citation-card id="inline" options='{"__proto__": {"polluted": 1}}'><script type="application/vnd.citationstyles.csl+json">${POLLUTED}</script></citation-card>
<citation-card id="file" src="/work.json"></citation-card><citation-card id="given"></citation-card>`))
  await page.evaluate((text) => { document.querySelector('#given').record = JSON.parse(text) }, POLLUTED)
  for (const id of ['inline', 'file', 'given']) await shows(page, 'A book', `#${id}`)
  const found = await page.evaluate(async (text) => {
    const library = await import('/card/citation-card.js')
    const { records } = await library.read(text, 'csl-json')
    for (const format of ['bibtex', 'csl-json', 'csl-yaml']) await library.write(records, format, JSON.parse('{"__proto__": {"polluted": 1}}'))
    await library.cite([JSON.parse(text)], { style: 'apa', ...JSON.parse('{"__proto__": {"polluted": 1}}') })
    const of = [{}, [], '', 0, () => {}, ...document.querySelectorAll('citation-card')].map((value) => value.polluted)
    const given = [...records, ...[...document.querySelectorAll('citation-card')].flatMap((card) => card.records)]
    return { of, title: {}.title ?? null, kept: given.map((record) => Object.getPrototypeOf(record) === Object.prototype) }
  }, POLLUTED)
  assert.deepEqual(found.of.filter(Boolean), [])
  assert.equal(found.title, null)
  assert.ok(found.kept.every(Boolean))
})

inChromium('markup in what a page, a file and a property say never becomes an element', { console: /^$/ }, async ({ page, here, open }) => {
  const bad = '<img src=x onerror="window.ran = 1"><script>window.ran = 2</script><svg onload="window.ran = 3"></svg>'
  const text = bad.replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const record = { type: 'article-journal', title: bad, author: [{ literal: bad }, { family: bad, given: bad }], 'container-title': bad, abstract: bad, keyword: bad, URL: 'javascript:window.ran=4', DOI: `10.1234/${bad}`, note: bad, publisher: bad, issued: { literal: bad }, custom: { 'type-line': bad, metrics: [{ label: bad, url: 'javascript:window.ran=5' }] } }
  here.page('/work.json', json(record))
  const metas = ['title', 'author', 'journal_title', 'publisher', 'keywords', 'abstract', 'doi', 'firstpage', 'pdf_url', 'date'].map((name) => `<meta name="citation_${name}" content="${text}">`).join('')
  await open(html(`<citation-card id="page" debug loading="eager"></citation-card><citation-card id="file" src="/work.json" loading="eager"></citation-card>
<citation-card id="given" loading="eager"></citation-card><citation-card id="inline" loading="eager"><script type="application/vnd.citationstyles.csl+json">${json(record)}</script></citation-card>`, { head: metas }))
  await page.evaluate((record) => { document.querySelector('#given').records = [record, record] }, record)
  for (const id of ['page', 'file', 'given', 'inline']) await ready(page, `#${id}`)
  await page.waitForTimeout(300)
  const found = await page.evaluate(() => [...document.querySelectorAll('citation-card')].map(({ shadowRoot }) => ({
    elements: [...shadowRoot.querySelectorAll('img, script, iframe, object, embed, link, base, meta, form[action]')].length,
    handlers: [...shadowRoot.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes]).filter(({ name }) => /^on|^srcdoc$/.test(name)).length,
    links: [...shadowRoot.querySelectorAll('[href]')].map(({ href }) => href).filter((href) => !/^(https?:|mailto:)/.test(href)),
  })))
  for (const card of found) assert.deepEqual(card, { elements: 0, handlers: 0, links: [] })
  assert.equal(await page.evaluate(() => window.ran), undefined)
})
