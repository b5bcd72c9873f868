// The module as a library: its four functions, without any element on the page.

import assert from 'node:assert/strict'
import { html, inChromium, shows, useChromium } from './chromium.mjs'
import { bibtex, demo, demoApa, highwire, json, shannon } from './records.mjs'
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

inChromium('options may be left out, and what is none says so', {}, async ({ page, open }) => {
  await open(html('', { script: null }))
  for (const options of ['null', 'undefined', '{}', '{ style: null }', '{ style: undefined }']) {
    assert.match(await run(page, `return card.cite(args[0], ${options})`, [demo]), /Procter, S\., /)
  }
  assert.match(await run(page, 'return card.write(args[0], "ris", null)', [demo]), /^TY {2}- JOUR/)
  for (const [call, message] of [
    ['card.cite(args[0], "apa")', /the options of cite\(\) are an object, such as \{ style: 'apa' \}/],
    ['card.cite(args[0], ["apa"])', /the options of cite\(\) are an object/],
    ['card.write(args[0], "ris", "ascii")', /the options of write\(\) are an object, such as \{ ascii: true \}/],
    ['card.cite(args[0], { style: "" })', /a style is the id of a CSL style/],
    ['card.cite(args[0], { style: {} })', /a style is the id of a CSL style/],
    ['card.cite(args[0], { style: 7 })', /a style is the id of a CSL style/],
  ]) {
    const failure = await run(page, `try { await ${call} } catch ({ reason, message }) { return { reason, message } }`, [demo])
    assert.equal(failure.reason, 'unreadable', call)
    assert.match(failure.message, message)
  }
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

// A style that takes the rules of another, as repositories of styles have them.
const dependent = (parent) => `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>T</title><id>t</id>
<link href="http://www.zotero.org/styles/${parent}" rel="independent-parent"/></info></style>`
const titled = (prefix, suffix = '') => listing('', `<text variable="title" prefix="${prefix}" suffix="${suffix}"/>`)

inChromium('dependent styles that are asked for at once all take the rules of their parents', {}, async ({ page, open, here }) => {
  const parents = ['apa', 'vancouver', 'apa', 'ieee', 'apa', 'vancouver']
  const styles = parents.map((parent, at) => here.page(`/many/${at}.csl`, dependent(parent)))
  // Each arrives at another time, the first one last.
  styles.forEach((_, at) => here.answer(new RegExp(`^/many/${at}\\.csl$`), { delay: (styles.length - at) * 40 }))
  await open(html('', { script: null }))
  const cite = (styles) => run(page, `const options = (style) => ({ style, locale: 'en-GB', as: 'text' })
    return Promise.all(args[1].map((style) => card.cite(args[0], options(style)).catch((error) => error.message)))`, [shannon], styles)
  const together = await cite(styles)
  assert.deepEqual(together, await cite(parents))
  assert.equal(new Set(together).size, 3)
  assert.deepEqual(here.requests.filter((path) => path.startsWith('/many/')).toSorted(), styles.map((url) => new URL(url).pathname))
})

inChromium('a chain of dependent styles ends at the rules of the last, whoever is asked for first', {}, async ({ page, open, here }) => {
  for (const [name, text] of [['one', dependent('two')], ['two', dependent('three')], ['three', titled('3: ')]]) here.page(`/chain/styles/${name}.csl`, text)
  here.answer(/^\/chain\/locales\//, { status: 200, body: '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"/>' })
  await open(html('', { script: null }))
  const cited = await run(page, `return Promise.all(['two', 'one', 'three'].map((style) =>
    card.cite(args[0], { style, assets: '/chain/', as: 'text' }).catch((error) => error.message)))`, [shannon])
  assert.deepEqual(cited, Array(3).fill(`3: ${shannon.title}`))
})

inChromium('styles that are one another\'s parents end in a sentence', {}, async ({ page, open, here }) => {
  here.page('/round/styles/chicken.csl', dependent('egg'))
  here.page('/round/styles/egg.csl', dependent('chicken'))
  here.page('/round/styles/self.csl', dependent('self'))
  here.answer(/^\/round\/locales\//, { status: 200, body: '<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"/>' })
  await open(html('', { script: null }))
  const failures = await run(page, `return Promise.all(['chicken', 'egg', 'self'].map((style) =>
    card.cite(args[0], { style, assets: '/round/' }).then(() => null, ({ reason, message }) => ({ reason, message }))))`, [shannon])
  for (const failure of failures) {
    assert.equal(failure?.reason, 'unreadable')
    assert.match(failure.message, /circle/)
  }
  assert.equal(here.requests.filter((path) => path.endsWith('.csl')).length, 3)
})

// How a style may fail, and the reason that people are told.
for (const [what, reason, message, prepare] of [
  ['is not well-formed', 'unreadable', /line \d/, (here, path) => here.page(path, '<style xmlns="http://purl.org/net/xbiblio/csl"><info>')],
  ['is a page of HTML', 'unreadable', /line \d/, (here, path) => here.page(path, '<!doctype html><html><head><title>Sign in</title></head><body><br></body></html>')],
  ['is missing', 'not-found', /answered with 404/, () => {}],
  ['is gone', 'not-found', /answered with 410/, (here) => here.answer(/\.csl$/, { status: 410 })],
  ['meets an error of the server', 'network', /answered with 500/, (here) => here.answer(/\.csl$/, { status: 500 })],
  ['cannot be reached', 'network', /could not be reached/, (here) => here.answer(/\.csl$/, { gone: true })],
]) {
  inChromium(`a style that ${what} fails with the reason ${reason}, in cite() and in a card`, { console: /4\d\d|500|ERR_EMPTY_RESPONSE|connection was lost/ }, async ({ page, open, here }) => {
    const path = `/bad/${what.replaceAll(' ', '-')}.csl`
    const end = await prepare(here, path)
    await open(html(`<citation-card styles="apa ${path}"><script type="application/vnd.citationstyles.csl+json">${json(shannon)}</script></citation-card>`))
    await shows(page, 'Shannon, C. E.')
    const failed = `({ reason, message }) => ({ reason, message })`
    const cited = await run(page, `return card.cite(args[0], { style: args[1] }).then(() => null, ${failed})`, [shannon], path)
    const shown = await page.evaluate(([path, failed]) => document.querySelector('citation-card').text(path).then(() => null, new Function(`return ${failed}`)()), [path, failed])
    for (const failure of [cited, shown]) {
      assert.equal(failure?.reason, reason, JSON.stringify(failure))
      assert.match(failure.message, message)
      assert.match(failure.message, /bad\//, 'it names the style')
    }
    if (typeof end === 'function') end()
  })
}

inChromium('styles given as texts that differ in one affix do not mix', {}, async ({ page, open }) => {
  await open(html('', { script: null }))
  const [one, other] = [titled('Aa '), titled('BB ')]
  const cite = (order) => run(page, `return Promise.all(args[1].map((style) => card.cite(args[0], { style, as: 'text' })))`, [shannon], order)
  const expected = (order) => order.map((style) => (style === one ? 'Aa ' : 'BB ') + shannon.title)
  for (const order of [[one, other], [other, one, one, other], [one], [other]]) assert.deepEqual(await cite(order), expected(order))
  // More than are kept, all at once, and the first ones again.
  const many = Array.from({ length: 40 }, (_, at) => titled(`${String.fromCharCode(65 + at % 26)}${at} `))
  const prefixes = (await cite([...many, one, other, ...many.slice(0, 3)])).map((text) => text.replace(shannon.title, ''))
  assert.deepEqual(prefixes, [...many.keys(), 40, 41, 0, 1, 2].map((at) =>
    at === 40 ? 'Aa ' : at === 41 ? 'BB ' : `${String.fromCharCode(65 + at % 26)}${at} `))
})

inChromium('a style whose parent is missing fails with the name of the parent, and its siblings do not', { console: /404/ }, async ({ page, open, here }) => {
  const orphan = here.page('/family/orphan.csl', dependent('no-such-parent'))
  const child = here.page('/family/child.csl', dependent('apa'))
  await open(html('', { script: null }))
  const [failed, cited] = await run(page, `return Promise.all(args[1].map((style) =>
    card.cite(args[0], { style, locale: 'en-GB' }).catch(({ reason, message }) => ({ reason, message }))))`, [demo], [orphan, child])
  assert.equal(failed.reason, 'not-found')
  assert.match(failed.message, /no-such-parent/)
  assert.equal(cited, demoApa)
})

inChromium('a card has tabs of dependent styles, each with the rules of its parent', {}, async ({ page, open, here }) => {
  const parents = ['vancouver', 'apa', 'ieee', 'vancouver', 'apa', 'ieee']
  const ids = parents.map((parent, at) => {
    here.page(`/tabs/${at}.csl`, dependent(parent))
    return `/tabs/${at}.csl`
  })
  await open(html(`<citation-card styles="${ids.join(' ')}" locale="en-GB"><script type="application/vnd.citationstyles.csl+json">${json(shannon)}</script></citation-card>`))
  await shows(page, 'Shannon CE.')
  const texts = (ids) => page.evaluate((ids) => Promise.all(ids.map((id) => document.querySelector('citation-card').text(id))), ids)
  const own = await texts(ids)
  assert.deepEqual(own, await texts(parents))
  assert.equal(new Set(own).size, 3)
  assert.ok(await page.locator('citation-card').getByRole('tab').count() >= ids.length)
  assert.deepEqual(await page.evaluate(() => document.querySelector('citation-card').problems), [])
})
