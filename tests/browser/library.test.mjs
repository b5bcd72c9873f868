// The module as a library: its four functions, without any element on the page.

import assert from 'node:assert/strict'
import { html, inChromium, useChromium } from './chromium.mjs'
import { bibtex, demo, demoApa, highwire, shannon } from './records.mjs'
import { modules } from './server.mjs'

useChromium()

// Runs the body of an async function that has the module's exports as `card`.
const run = (page, body, ...args) =>
  page.evaluate(async ([body, args]) => {
    const card = await import('/card/citation-card.js')
    return new (Object.getPrototypeOf(async () => {}).constructor)('card', '...args', body)(card, ...args)
  }, [body, args])

inChromium('read, cite and write', {}, async ({ page, open, here }) => {
  await open(html('', { script: null }))
  const { records, problems } = await run(page, 'return card.read(args[0])', bibtex)
  assert.deepEqual(problems, [])
  assert.equal(records.length, 1)
  assert.equal(records[0].DOI, shannon.DOI)
  assert.equal(await run(page, 'return card.cite(args[0], { style: "apa", locale: "en-GB", as: "html" })', [demo]), demoApa)
  assert.equal(await run(page, 'return card.cite(args[0], { style: "apa", mode: "citation", as: "text" })', [demo]), '(Procter et al., 2022)')
  const options = { style: 'apa', mode: 'citation', as: 'text', cites: [{ locator: 'p. 22', prefix: 'see' }] }
  assert.equal(await run(page, 'return card.cite(args[0], args[1])', [demo], options), '(see Procter et al., 2022, p. 22)')
  const tree = JSON.parse(await run(page, 'return card.cite(args[0], { as: "tree", links: false })', [demo]))
  assert.ok(tree.some((node) => node['font-style'] === 'italic') && !tree.some((node) => node.children && node.link))
  assert.match(await run(page, 'return card.write(args[0], "ris")', [demo]), /^TY {2}- JOUR/)
  assert.match(await run(page, 'return card.write(args[0], "bibtex")', [demo]), /^@article\{/)
  assert.equal(here.requests.filter((path) => path.endsWith('core.wasm')).length, 1)
})

inChromium('discover finds the work that the page is about', {}, async ({ page, open }) => {
  await open(html('', { script: null, head: highwire }))
  const { records } = await run(page, 'return card.discover(document)')
  assert.equal(records.length, 1)
  assert.equal(records[0].title, demo.title)
})

inChromium('a style may be a text', {}, async ({ page, open }) => {
  await open(html('', { script: null }))
  const style = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation><bibliography><layout><text variable="title" prefix="T: "/></layout></bibliography></style>`
  assert.equal(await run(page, 'return card.cite(args[0], { style: args[1], as: "text" })', [shannon], style), 'T: A mathematical theory of communication')
})

inChromium('a style that depends on another takes its rules', {}, async ({ page, open }) => {
  await open(html('', { script: null }))
  const style = `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>T</title><id>t</id>
<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>`
  assert.equal(await run(page, 'return card.cite(args[0], { style: args[1], locale: "en-GB", as: "html" })', [demo], style), demoApa)
})

inChromium('bad input is a value: problems and rejections with sentences', { console: /404/ }, async ({ page, open }) => {
  await open(html('', { script: null }))
  const { records, problems } = await run(page, 'return card.read("@article{x, title = {")')
  assert.ok(problems.length > 0, JSON.stringify(records))
  await assert.rejects(run(page, 'return card.cite(args[0], { style: "no-such-style" })', [demo]), /no-such-style/)
  await assert.rejects(run(page, 'return card.write(args[0], "no-such-format")', [demo]), /no-such-format/)
  await assert.rejects(run(page, 'return card.cite(args[0], { style: "<style>" })', [demo]), /line/)
})

inChromium('importing the module asks the network for nothing but itself', {}, async ({ page, open, here }) => {
  await open(html('', { script: null }))
  here.requests.length = 0
  await run(page, 'return Object.keys(card).length')
  assert.deepEqual(here.requests.toSorted(), modules().map((name) => `/card/${name}`).toSorted())
})

const named = (family) => ({ type: 'book', title: family, author: [{ family }] })
const listing = (attributes, layout) => `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" ${attributes}>
<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><sort><key variable="author"/></sort><layout>${layout}</layout></bibliography></style>`
const authors = '<names variable="author"><name form="short" and="text" et-al-min="3" et-al-use-first="1"/></names>'

inChromium('a style without a language asked for is in its own', {}, async ({ page, open }) => {
  await open(html('', { script: null }))
  const two = [{ ...named('Roe'), author: [{ family: 'Roe' }, { family: 'Lake' }] }]
  const cite = (attributes, options) =>
    run(page, 'return card.cite(args[0], args[1])', two, { style: listing(attributes, authors), as: 'text', ...options })
  assert.equal(await cite('default-locale="de-DE"'), 'Roe und Lake')
  assert.equal(await cite('default-locale="pt-BR"'), 'Roe e Lake')
  assert.equal(await cite('default-locale="de-DE"', { locale: 'fr-FR' }), 'Roe et Lake')
  assert.equal(await cite(''), 'Roe and Lake')
})

inChromium('a list is in the order of its language', {}, async ({ page, open }) => {
  await open(html('', { script: null }))
  const works = [named('Zed'), named('Ärlig'), named('Alm'), named('Ödman')]
  const cite = (locale) => run(page, 'return card.cite(args[0], args[1])', works, { style: listing('', authors), locale, as: 'text' })
  assert.equal(await cite('sv-SE'), 'Alm\nZed\nÄrlig\nÖdman')
  assert.equal(await cite('de-DE'), 'Alm\nÄrlig\nÖdman\nZed')
  assert.equal(await cite('en-US'), 'Alm\nÄrlig\nÖdman\nZed')
})

inChromium('terms are in the language of each work where that is asked for', {}, async ({ page, open }) => {
  await open(html('', { script: null }))
  const people = ['A', 'B', 'C'].map((family) => ({ family }))
  const works = [{ id: '1', type: 'book', language: 'zh-CN', author: ['陈', '李', '王'].map((family) => ({ family, given: '一' })) },
    { id: '2', type: 'book', language: 'en', author: people }, { id: '3', type: 'book', author: people }]
  const cite = (style, options) => run(page, 'return card.cite(args[0], args[1])', works, { style, locale: 'zh-CN', as: 'text', sort: false, ...options })
  assert.equal(await cite(listing('', authors)), '陈等\nA等\nA等')
  assert.equal(await cite(listing('', authors), { 'item-language': true }), '陈等\nA et al.\nA等')
  const localized = listing('', authors).replace('<layout>' + authors, `<layout locale="en">${authors}</layout><layout>${authors}`)
  assert.equal(await cite(localized), '陈等\nA et al.\nA等')
})

inChromium('HTML of a numeric style is inline for one work and paragraphs for several', {}, async ({ page, open }) => {
  await open(html('', { script: null }))
  const cite = (works) => run(page, 'return card.cite(args[0], { style: "ieee", locale: "en-US" })', works)
  assert.match(await cite([shannon]), /^\[1\] C\. E\. Shannon, “/)
  const two = await cite([shannon, demo])
  assert.match(two, /^<p>\[1\] C\. E\. Shannon, .*<\/p>\n<p>\[2\] .*<\/p>$/)
  assert.doesNotMatch(two, /class|<div/)
})
