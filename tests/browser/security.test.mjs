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
