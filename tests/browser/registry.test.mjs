// Records that come over the network: from a DOI's registry, from a file that the page links to,
// and from a head that a single-page application rewrites.

import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { ask, events, html, inChromium, ready, shows, until, useChromium } from './chromium.mjs'
import { bibtex, highwire } from './records.mjs'
import { registry } from './registry.mjs'

useChromium()
let doi
before(async () => { doi = await registry() })
after(() => doi?.close())

const card = (name) => `<citation-card doi="10.5555/${name}" registry="${doi.origin}" from="doi"></citation-card>`
const asked = (name) => doi.requests.filter((request) => request.doi === `10.5555/${name}`)
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
  ['empty', 'no-record', /answered with nothing/, 1],
  ['nocors', 'network', /could not be reached/, 2],
  ['cut', 'network', /could not be reached/, undefined],
]) {
  inChromium(`a registry that answers "${name}" is a failure with its reason`, allowed, async ({ page, open }) => {
    await open(html(card(name)))
    const [error] = await until(async () => {
      const found = await events(page, 'error')
      return found.length && found
    })
    assert.equal(error.reason, reason)
    assert.match(error.message, words)
    if (times) assert.equal(asked(name).length, times)
  })
}

inChromium('offline is said to be offline', allowed, async ({ page, context, open }) => {
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
  const [error] = await until(async () => {
    const found = await events(page, 'error')
    return found.length && found
  })
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
