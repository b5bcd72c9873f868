// Records in files and elsewhere on the page: `src` with every format that is read, from here and
// from another origin, `#id`, files that the page links to; and what changes while the card stands:
// the file, the head, the language of what the card is in.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask, events, html, inChromium, ready, shows, until, useChromium } from './chromium.mjs'
import { bibtex, highwire, json, shannon } from './records.mjs'
import { root } from './server.mjs'

useChromium()

// The table of formats: `| id | name | read | written | extension |`.
const formats = readFileSync(join(root, 'docs/formats.md'), 'utf8').split('\n')
  .map((line) => /^\| `([\w-]+)` \| [^|]+ \| yes \| yes \| `\.(\w+)` \|$/.exec(line)).filter(Boolean)
  .map(([, id, extension]) => ({ id, extension }))

const failure = async (page) => (await until(async () => (await events(page, 'error')).length && events(page, 'error')))[0]
const title = shannon.title

inChromium('src takes every format that is read, by its extension or its text', {}, async ({ page, here, open }) => {
  assert.ok(formats.length >= 12)
  await open(html('<p>Writing</p>'))
  const texts = await page.evaluate(async ([ids, record]) => {
    const { write } = await import('/card/citation-card.js')
    return Promise.all(ids.map((id) => write([record], id)))
  }, [formats.map(({ id }) => id), shannon])
  formats.forEach(({ id, extension }, at) => {
    here.page(`/folder/files/${id}.${extension}`, texts[at], { 'Content-Type': 'text/plain; charset=utf-8' })
    here.page(`/folder/download/${id}`, texts[at], { 'Content-Type': 'application/octet-stream' })
  })
  const cards = formats.flatMap(({ id, extension }) => [`files/${id}.${extension}`, `/folder/download/${id}`])
    .map((src) => `<citation-card loading="eager" src="${src}"></citation-card>`)
  await open(html(cards.join('')), { path: '/folder/page.html' })
  await until(async () => (await events(page)).length >= cards.length)
  const found = await page.evaluate(() => [...document.querySelectorAll('citation-card')].map((card) =>
    `${card.src}: ${card.record?.title ?? JSON.stringify(card.problems)}`))
  assert.deepEqual(found.filter((line) => !line.toLowerCase().endsWith(`: ${title.toLowerCase()}`)), [])
  assert.deepEqual(await events(page, 'error'), [])
})

const elsewhere = { origins: (there) => [there.origin], console: /Failed to load resource|CORS policy/ }

inChromium('src on another origin that allows it', elsewhere, async ({ page, there, open }) => {
  there.page('/work.bib', bibtex, { 'Access-Control-Allow-Origin': '*' })
  await open(html(`<citation-card src="${there.origin}/work.bib"></citation-card>`))
  await shows(page, 'Shannon')
  assert.equal(there.requests.filter((path) => path === '/work.bib').length, 1)
})

inChromium('src on another origin that does not allow it: the reason and what helps', elsewhere, async ({ page, there, open }) => {
  there.page('/work.bib', bibtex)
  await open(html(`<citation-card src="${there.origin}/work.bib"><p>Fallback</p></citation-card>`))
  const error = await failure(page)
  assert.equal(error.reason, 'network')
  assert.match(error.message, /Access-Control-Allow-Origin/)
  assert.ok(await page.getByText('Fallback').isVisible())
})

for (const [what, status, reason, words] of [
  ['is not there', 404, 'not-found', /there is no file at .*; check the attribute src/],
  ['may not be read', 403, 'not-found', /refused access \(403\)/],
  ['cannot be sent now', 500, 'network', /status 500/],
]) {
  inChromium(`a file that ${what} says so`, elsewhere, async ({ page, here, open }) => {
    const end = here.answer(/none\.bib$/, { status })
    await open(html('<citation-card src="none.bib"></citation-card>'))
    const error = await failure(page)
    end()
    assert.equal(error.reason, reason)
    assert.match(error.message, words)
  })
}

inChromium('a file that holds no record says so, with the place', {}, async ({ page, here, open }) => {
  here.page('/broken.json', '{"no": record}')
  await open(html('<citation-card src="broken.json"></citation-card>'))
  assert.equal((await failure(page)).reason, 'unreadable')
  const [problem] = await ask(page, 'problems')
  assert.ok(problem.line >= 1 && problem.column >= 1 && problem.message.length > 10, JSON.stringify(problem))
})

inChromium('cards with the same file ask for it once', {}, async ({ page, here, open }) => {
  here.page('/work.bib', bibtex)
  await open(html('<citation-card src="work.bib"></citation-card><citation-card src="/work.bib"></citation-card>'))
  await until(async () => (await events(page, 'ready')).length === 2)
  assert.equal(here.requests.filter((path) => path === '/work.bib').length, 1)
})

inChromium('a card that goes away ends the request for its file', {}, async ({ page, here, open }) => {
  here.answer(/slow\.bib$/, { delay: 3_000 })
  await open(html('<citation-card src="slow.bib"></citation-card>'))
  await until(() => here.requests.includes('/slow.bib'))
  await page.evaluate(() => document.querySelector('citation-card').remove())
  await until(() => here.ended.includes('/slow.bib'), 'the request to end')
})

for (const [what, element] of [
  ['a script', `<script id="data" type="application/x-bibtex">${bibtex}</script>`],
  ['a script without a media type of its own', `<script id="data" type="text/plain">${bibtex}</script>`],
  ['text that people see', `<pre id="data">${bibtex}</pre>`],
  ['CSL-JSON', `<script id="data" type="application/vnd.citationstyles.csl+json">${json(shannon)}</script>`],
]) {
  inChromium(`#id names ${what} on the page`, {}, async ({ page, open }) => {
    await open(html(`${element}<citation-card src="#data"></citation-card>`, { head: highwire }))
    await shows(page, 'Shannon')
  })
}

inChromium('#id of nothing says so', {}, async ({ page, open }) => {
  await open(html('<citation-card src="#nothing"></citation-card>'))
  const error = await failure(page)
  assert.equal(error.reason, 'not-found')
  assert.match(error.message, /no element #nothing/)
})

const CFF = `cff-version: 1.2.0
message: Please cite this software.
title: tool
version: 1.4.0
date-released: 2024-05-06
authors:
  - family-names: Doe
    given-names: Jane
`

for (const [what, link] of [
  ['a type', '<link rel="describedby" type="application/x-cff" href="raw/CITATION.cff">'],
  ['an extension', '<link rel="alternate" href="/raw/CITATION.cff">'],
]) {
  inChromium(`a forge's page is read from the CITATION.cff that it links to, known by ${what}`, {}, async ({ page, here, open }) => {
    here.page('/raw/CITATION.cff', CFF, { 'Content-Type': 'text/plain' })
    const head = `<meta property="og:title" content="doe/tool"><meta property="og:type" content="object">${link}`
    await open(html(undefined, { head }))
    await ready(page)
    const record = await ask(page, 'record')
    assert.deepEqual([record.type, record.title, record.version, record.author[0].family], ['software', 'tool', '1.4.0', 'Doe'])
  })
}

inChromium('a link to another origin is followed only where the card says so', elsewhere, async ({ page, there, open }) => {
  there.page('/work.bib', bibtex, { 'Access-Control-Allow-Origin': '*' })
  const head = `<meta name="citation_title" content="${title}"><link rel="describedby" type="application/x-bibtex" href="${there.origin}/work.bib">`
  await open(html('<citation-card></citation-card>', { head }))
  await ready(page)
  assert.deepEqual(there.requests, [])
  await page.evaluate(() => document.querySelector('citation-card').setAttribute('follow', 'any'))
  await shows(page, 'Shannon')
})

inChromium('the persistent address of cite-as is cited, and a linked file that fails costs nothing', elsewhere, async ({ page, here, open }) => {
  const head = '<meta name="citation_title" content="A report"><meta name="citation_technical_report_institution" content="Institute">' +
    '<link rel="cite-as" href="https://doi.org/10.5555/report"><link rel="describedby" type="application/x-bibtex" href="/none.bib">'
  await open(html(undefined, { head }))
  await ready(page)
  const record = await ask(page, 'record')
  assert.deepEqual([record.type, record.DOI], ['report', '10.5555/report'])
  assert.ok(here.requests.includes('/none.bib'))
  assert.match(JSON.stringify(await ask(page, 'problems')), /no file at/)
})

inChromium('refresh() reads a file, and metadata in the body, once more', {}, async ({ page, here, open }) => {
  here.page('/work.bib', bibtex)
  await open(html('<citation-card src="work.bib"></citation-card>'))
  await shows(page, 'Shannon')
  here.page('/work.bib', bibtex.replace('Shannon', 'Weaver'))
  await page.evaluate(() => document.querySelector('citation-card').refresh())
  await shows(page, 'Weaver')
  await page.evaluate(() => {
    const script = Object.assign(document.createElement('script'), { type: 'application/ld+json' })
    script.textContent = '{"@context":"https://schema.org","@type":"Book","name":"Of the body","author":{"@type":"Person","name":"Jane Doe"}}'
    document.body.append(script)
    const card = document.querySelector('citation-card')
    card.removeAttribute('src')
    return card.refresh()
  })
  await shows(page, 'Of the body')
})

inChromium('a head that changes tag by tag is read when it is quiet', {}, async ({ page, open }) => {
  await open(html(undefined, { head: highwire }))
  await ready(page)
  await page.evaluate(async () => {
    window.reads = 0
    const query = document.querySelectorAll.bind(document)
    document.querySelectorAll = (selector) => {
      window.reads += selector.startsWith('meta[name]')
      return query(selector)
    }
    for (const meta of query('meta[name^=citation_]')) meta.remove()
    for (let at = 0; at < 30; at++) {
      const [name, content] = [['citation_title', 'Another work'], ['citation_date', '2001']][at] ?? ['citation_author', `Roe${'abcdefghijklmnopqrstuvwxyzäöü'[at]}, Rick`]
      document.head.append(Object.assign(document.createElement('meta'), { name, content }))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  })
  await shows(page, 'Another work')
  assert.ok(await page.evaluate(() => window.reads) <= 3, 'reads')
  assert.equal((await ask(page, 'record')).author.length, 28)
})

inChromium('the language of what the card is in changes the card', {}, async ({ page, open }) => {
  const head = '<meta name="citation_title" content="Names"><meta name="citation_author" content="Doe, Jane">' +
    '<meta name="DC.title" content="Names"><meta name="DC.description" content="Sur les noms." xml:lang="fr">' +
    '<meta name="DC.description" content="Von Namen." xml:lang="de"><meta name="DC.description" content="On names." xml:lang="en">'
  await open(html('<div id="outer"><citation-card></citation-card></div>', { head }))
  await ready(page)
  assert.equal((await ask(page, 'record')).abstract, 'On names.')
  await page.evaluate(() => { document.getElementById('outer').lang = 'de' })
  await until(async () => (await ask(page, 'record')).abstract === 'Von Namen.')
  await page.locator('citation-card').getByText('Zusammenfassung').first().waitFor()
  await page.evaluate(() => { document.getElementById('outer').removeAttribute('lang'); document.documentElement.lang = 'fr' })
  await until(async () => (await ask(page, 'record')).abstract === 'Sur les noms.')
})

inChromium('debug shows each field with its origin, what others say and what is missing', {}, async ({ page, open }) => {
  const head = '<meta name="citation_title" content="Names"><meta name="citation_journal_title" content="J">' +
    '<meta name="DC.title" content="Games">'
  const script = '<script type="application/vnd.citationstyles.csl+json">{"volume": "9"}</script>'
  await open(html(`<citation-card debug from="page" lang="de">${script}</citation-card>`, { head }))
  await ready(page)
  const rows = await page.locator('citation-card').locator('[part~=report] tr, table tr').allInnerTexts()
  const row = (name) => rows.find((row) => row.startsWith(name)) ?? ''
  assert.match(row('title'), /Names[^]*Highwire citation_title; Dublin Core DC\.title: Games; .*dafür sorgen/)
  assert.match(row('volume'), /9[^]*inline script/)
  assert.match(row('author'), /fehlt[^]*citation_author ergänzen/)
  assert.match(row('Google Scholar'), /fehlt/)
})
