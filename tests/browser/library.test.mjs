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
