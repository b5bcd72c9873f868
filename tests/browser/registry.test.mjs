// Records that come over the network: from a DOI's registry, from a file that the page links to,
// and from a head that a single-page application rewrites.

import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { NEEDS, ask, events, html, inChromium, ready, shows, until, useChromium } from './chromium.mjs'
import { bibtex, highwire } from './records.mjs'
import { registry } from './registry.mjs'

useChromium()
let doi
before(async () => { doi = await registry() })
after(() => doi?.close())

const card = (name) => `<citation-card doi="10.5555/${name}" registry="${doi.origin}" from="doi"></citation-card>`
const asked = (name) => doi.requests.filter((request) => request.doi === `10.5555/${name}`)

// The first failure that a card tells of.
const failure = async (page) => (await until(async () => {
  const found = await events(page, 'error')
  return found.length && found
}))[0]

const allowed = { origins: () => [doi.origin], console: /Failed to load resource|CORS policy/ }

inChromium('a DOI is asked for once, and what comes back is cleaned', allowed, async ({ page, open }) => {
  await open(html(card('ok') + card('ok')))
  await ready(page)
  await until(async () => (await events(page, 'ready')).length === 2)
  const record = await ask(page, 'record')
  assert.equal(record.title, 'Growth of <i>E. coli</i> & others')
  assert.deepEqual(record.author.map(({ family, given }) => [family, given]), [['Smith', 'Anna'], ['McDonald', 'J. K.']])
  assert.deepEqual(record.issued, { 'date-parts': [[2022]] })
  assert.equal(record.publisher, undefined)
  assert.equal(record.abstract, 'They grow.')
  assert.equal(asked('ok').length, 1)
  assert.match(asked('ok')[0].accept, /^application\/vnd\.citationstyles\.csl\+json/)
})

inChromium('a busy registry is asked a second time', allowed, async ({ page, open }) => {
  await open(html(card('busy')))
  await ready(page)
  assert.equal(asked('busy').length, 2)
})

for (const [name, reason, words, times] of [
  ['missing', 'not-found', /there is no DOI 10\.5555\/missing/, 1],
  ['format', 'no-record', /no record in a format/, 1],
  ['flood', 'network', /too many requests/, 1],
  ['broken', 'network', /status 500/, 2],
  ['html', 'unreadable', /could not be read/, 1],
  ['empty', 'no-record', /sent an empty answer/, 1],
  ['nocors', 'network', /could not be reached/, 2],
  ['cut', 'network', /could not be reached/, undefined],
  ['gone', 'not-found', /there is no DOI/, 1],
  ['private', 'not-found', /refused access \(403\)/, 1],
  ['list', 'unreadable', /could not be read/, 1],
]) {
  inChromium(`a registry that answers "${name}" is a failure with its reason`, allowed, async ({ page, open }) => {
    await open(html(card(name)))
    const error = await failure(page)
    assert.equal(error.reason, reason)
    assert.match(error.message, words)
    if (times) assert.equal(asked(name).length, times)
  })
}

inChromium('a registry that asks to come back at a time of day is asked then', allowed, async ({ page, open }) => {
  await open(html(card('date')))
  await ready(page)
  assert.equal(asked('date').length, 2)
})

inChromium('an agency that answers in BibTeX is read', allowed, async ({ page, open }) => {
  await open(html(card('bibtex')))
  await shows(page, 'In BibTeX')
  assert.equal((await ask(page, 'record')).DOI, '10.5555/bibtex')
})

inChromium('what DataCite writes is read', allowed, async ({ page, open }) => {
  await open(html(card('datacite')))
  await ready(page)
  const { type, title, author, issued, version, language, URL } = await ask(page, 'record')
  assert.deepEqual({ type, title, author, issued, version, language, URL }, {
    type: 'dataset', title: 'Weather', author: [{ family: 'Doe', given: 'Jane' }, { literal: 'Weather Group' }],
    issued: { 'date-parts': [[2023, 11, 2]] }, version: '1.2', language: 'en', URL: 'https://zenodo.org/records/1',
  })
})

inChromium('what mEDRA writes is read', allowed, async ({ page, open }) => {
  await open(html(card('medra')))
  await ready(page)
  const { title, author, issued, ISBN, publisher } = await ask(page, 'record')
  assert.deepEqual({ title, author, issued, ISBN, publisher }, {
    title: 'Nomi & cose',
    author: [{ family: 'Rossi', given: 'Mario', 'non-dropping-particle': 'de' }, { family: 'Bianchi', given: 'Anna' }],
    issued: { 'date-parts': [[2013]] }, ISBN: '9780306406157', publisher: undefined,
  })
})

inChromium('of a record that is cut short the good part is shown, and the problem is told', allowed, async ({ page, open }) => {
  await open(html(card('garbage')))
  await ready(page)
  assert.equal((await ask(page, 'record')).title, 'On')
  assert.match(JSON.stringify(await ask(page, 'problems')), /"line":1,"column":\d+/)
})

inChromium('a registry that does not answer is given up after ten seconds, once', { ...allowed, webkit: 'its time cannot be moved' }, async ({ page, open }) => {
  await page.clock.install()
  await open(html(card('slow')))
  await until(() => asked('slow').length)
  await page.clock.fastForward(9_000)
  assert.deepEqual(await events(page, 'error'), [])
  await page.clock.fastForward(2_000)
  const error = await failure(page)
  assert.equal(error.reason, 'network')
  assert.match(error.message, /did not answer in time/)
  await until(() => asked('slow')[0].cut, 'the connection to be closed')
  assert.equal(asked('slow').length, 1)
})

inChromium('a card that goes away aborts its request; another card that waits for it keeps it', allowed, async ({ page, open }) => {
  const before = asked('slow').length
  await open(html(card('slow') + card('slow')))
  await until(() => asked('slow').length > before)
  const request = asked('slow').at(-1)
  await page.evaluate(() => document.querySelector('citation-card').remove())
  await page.waitForTimeout(200)
  assert.ok(!request.cut)
  await page.evaluate(() => document.querySelector('citation-card').remove())
  await until(() => request.cut, 'the request to be aborted')
  assert.deepEqual(await events(page, 'error'), [])
})

inChromium('an attribute that changes meanwhile does not ask again', allowed, async ({ page, open }) => {
  await open(html(card('late')))
  await until(() => asked('late').length)
  for (const layout of ['compact', 'card', 'compact']) {
    await page.evaluate((layout) => document.querySelector('citation-card').setAttribute('layout', layout), layout)
    await page.waitForTimeout(50)
  }
  await ready(page)
  assert.equal(asked('late').length, 1)
  assert.deepEqual(await events(page, 'error'), [])
})

inChromium('another DOI meanwhile: only the last one counts', allowed, async ({ page, open }) => {
  const before = asked('slow').length
  await open(html(card('slow')))
  await until(() => asked('slow').length > before)
  await page.evaluate(() => document.querySelector('citation-card').setAttribute('doi', 'https://doi.org/10.5555/OK2'))
  await shows(page, 'Growth of')
  assert.equal((await ask(page, 'record')).DOI, '10.5555/OK2')
})

inChromium('offline is said to be offline', { ...allowed, webkit: NEEDS.offline }, async ({ page, context, open }) => {
  await open(html('<citation-card><script type="application/x-bibtex">@misc{a, title={Here}}</script></citation-card>'))
  await ready(page)
  await context.setOffline(true)
  await page.evaluate((registry) => {
    const element = document.createElement('citation-card')
    element.setAttribute('registry', registry)
    element.setAttribute('doi', '10.5555/ok')
    element.setAttribute('from', 'doi')
    document.body.append(element)
  }, doi.origin)
  const error = await failure(page)
  assert.equal(error.reason, 'network')
  assert.match(error.message, /no connection/)
})

inChromium('a page about the DOI is taken without asking anybody', {}, async ({ page, open }) => {
  const head = '<meta name="citation_title" content="Of the page"><meta name="citation_author" content="Doe, Jane">' +
    '<meta name="citation_doi" content="10.5555/PAGE">'
  await open(html(`<citation-card doi="10.5555/page" registry="${doi.origin}"></citation-card>`, { head }))
  await shows(page, 'Of the page')
  assert.equal(asked('page').length, 0)
})

inChromium('a head that a single-page application rewrites is read again', {}, async ({ page, open }) => {
  await open(html(undefined, { head: highwire }))
  await shows(page, 'Procter')
  await page.evaluate(() => {
    document.head.querySelectorAll('meta[name^=citation_]').forEach((meta) => meta.remove())
    for (const [name, content] of [['citation_title', 'Another work'], ['citation_author', 'Roe, Rick'], ['citation_date', '2001']]) {
      const meta = document.createElement('meta')
      meta.name = name
      meta.content = content
      document.head.append(meta)
    }
  })
  await shows(page, 'Another work')
  assert.equal((await ask(page, 'record')).author[0].family, 'Roe')
})

// What applications add to the body after the page has loaded, and how.
for (const [what, add] of [
  ['JSON-LD', () => {
    const block = document.createElement('script')
    block.type = 'application/ld+json'
    block.textContent = JSON.stringify({ '@context': 'https://schema.org', '@type': 'Thesis', name: 'Come late', author: 'Roe, Rick' })
    document.querySelector('main').append(block)
  }],
  ['JSON-LD in a block that was empty', () => {
    const block = document.createElement('script')
    block.type = 'application/ld+json'
    document.body.append(block)
    setTimeout(() => { block.textContent = '{"@context":"https://schema.org","@type":"Thesis","name":"Come late"}' }, 300)
  }],
  ['COinS within other elements', () => {
    const list = document.createRange().createContextualFragment('<ul><li><span class="Z3988" title="ctx_ver=Z39.88-2004&amp;' +
      'rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&amp;rft.btitle=Come+late&amp;rft.au=Roe%2C+Rick"></span></li></ul>')
    document.querySelector('main').append(list)
  }],
  ['microdata', () => {
    document.querySelector('main').append(document.createRange().createContextualFragment(
      '<div itemscope itemtype="https://schema.org/Book"><h2 itemprop="name">Come late</h2><b itemprop="author">Rick Roe</b></div>'))
  }],
]) {
  inChromium(`${what} that comes into the body late is read`, {}, async ({ page, open }) => {
    await open(html('<main></main><citation-card>Cited by hand.</citation-card>'))
    await until(async () => (await events(page, 'error')).length)
    await page.evaluate(add)
    await shows(page, 'Come late')
    await page.evaluate(() => document.querySelectorAll('main > *, body > [type*=ld]').forEach((node) => node.remove()))
    await until(async () => (await ask(page, 'records')).length === 0, 'the work to go with its description')
  })
}

inChromium('refresh() reads what no observer sees: another text in an attribute', {}, async ({ page, open }) => {
  const span = (title) => `ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.btitle=${title}`
  await open(html(`<span class="Z3988" title="${span('First').replaceAll('&', '&amp;')}"></span><citation-card></citation-card>`))
  await shows(page, 'First')
  await page.evaluate((title) => { document.querySelector('.Z3988').title = title }, span('Second'))
  await page.evaluate(() => document.querySelector('citation-card').refresh())
  await shows(page, 'Second')
})

inChromium('a busy page is not read again, and loses no time to the card', {}, async ({ page, open }) => {
  const busy = () => page.evaluate(async () => {
    const main = document.querySelector('main')
    const rows = '<div class="row"><span>text</span><a href="#">link</a><img alt=""><p><b>bold</b> and <i>italic</i></p></div>'.repeat(100)
    const start = performance.now()
    for (let batch = 0; batch < 200; batch++) {
      main.replaceChildren(document.createRange().createContextualFragment(rows))
      main.firstChild.firstChild.textContent = String(batch)
      await Promise.resolve()
    }
    const time = performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 300))
    return time
  })
  await open(html('<main></main>', { head: highwire }))
  await busy()
  const without = await busy()
  await page.evaluate(() => {
    window.read = 0
    const all = Document.prototype.querySelectorAll
    Document.prototype.querySelectorAll = function (selector) {
      if (selector.startsWith('.Z3988')) window.read++
      return all.call(this, selector)
    }
    // In view: it waits for that.
    document.body.prepend(document.createElement('citation-card'))
  })
  await shows(page, 'Procter')
  const before = await page.evaluate(() => window.read)
  assert.equal(before, 1)
  const time = await busy()
  assert.equal(await page.evaluate(() => window.read), before, 'nothing was read again')
  console.log(`200 changes of 100 rows (900 nodes) each: ${without.toFixed(0)} ms without a card, ${time.toFixed(0)} ms with one`)
})

inChromium('a thin page is completed from the file that it links to, on its own origin only', {}, async ({ page, here, there, open }) => {
  here.page('/work.bib', bibtex)
  there.page('/work.bib', bibtex)
  const head = (origin) => '<meta name="citation_title" content="A mathematical theory of communication">' +
    `<link rel="describedby" type="application/x-bibtex" href="${origin}/work.bib">`
  await open(html(undefined, { head: head(here.origin) }))
  await shows(page, 'Shannon')
  await open(html(undefined, { head: head(there.origin) }), { path: '/other.html' })
  await shows(page, 'A mathematical theory of communication')
  assert.deepEqual(there.requests, [])
})

inChromium('a thin page is completed from its link set and the file behind it, no further', {}, async ({ page, here, open }) => {
  const set = (origin) => JSON.stringify({ linkset: [{
    anchor: `${origin}/set.html`, 'cite-as': [{ href: 'https://doi.org/10.5555/set' }],
    describedby: [{ href: `${origin}/work.bib`, type: 'application/x-bibtex' }],
    linkset: [{ href: `${origin}/more.json`, type: 'application/linkset+json' }],
  }] })
  here.page('/work.bib', bibtex)
  here.page('/set.json', set(here.origin))
  await open(html(undefined, {
    head: '<meta name="citation_title" content="A mathematical theory of communication">' +
      `<link rel="linkset" type="application/linkset+json" href="/set.json">`,
  }), { path: '/set.html' })
  await shows(page, 'Shannon')
  assert.equal(here.requests.filter((path) => path.endsWith('/more.json')).length, 0)
  assert.equal(here.requests.filter((path) => path.endsWith('/set.json')).length, 1)
})

inChromium('a list page gives all its works, each once', {}, async ({ page, open }) => {
  const span = (title) => `<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&amp;rft.btitle=${title}&amp;rft.au=Doe%2C+Jane&amp;rft.date=1901"></span>`
  await open(html(`${span('One')}${span('Two')}${span('Two')}<citation-card></citation-card>`))
  await until(async () => (await ask(page, 'records'))?.length === 2)
  assert.deepEqual((await ask(page, 'records')).map((record) => record.title), ['One', 'Two'])
})

inChromium('the card adds no metadata to the page', {}, async ({ page, open }) => {
  await open(html(undefined, { head: highwire }))
  await ready(page)
  const count = () => page.evaluate(() => document.querySelectorAll('meta, .Z3988, script[type*=json], [itemscope]').length)
  const before = await count()
  await page.waitForTimeout(300)
  assert.equal(await count(), before)
  assert.equal(await page.locator('citation-card .Z3988').count(), 0)
})
