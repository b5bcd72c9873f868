// Records that are written into the page beside or inside the card, as people and their Markdown
// write them.

import assert from 'node:assert/strict'
import { ask, events, html, inChromium, shows, until, useChromium } from './chromium.mjs'
import { bibtex, demo, highwire, json, shannon } from './records.mjs'

useChromium()

const CSL = 'application/vnd.citationstyles.csl+json'
const ris = 'TY  - JOUR\nAU  - Shannon, C. E.\nTI  - A mathematical theory of communication\nPY  - 1948\nER  - \n'
const titles = (page) => page.evaluate(() => document.querySelector('citation-card').records.map(({ title }) => title))
const messages = async (page) => (await ask(page, 'problems')).map(({ place, message }) => `${place}: ${message}`).join('\n')
const failure = (page) => until(async () => (await events(page, 'error'))[0])

for (const [what, child] of [
  ['<template> with a type', `<template type="application/x-bibtex">${bibtex}</template>`],
  ['<template> without a type', `<template>${bibtex}</template>`],
  ['<template> of CSL-JSON', `<template>${JSON.stringify(shannon)}</template>`],
  ['<pre> with a type', `<pre data-type="application/x-research-info-systems">${ris}</pre>`],
  ['<pre> without a type', `<pre>${bibtex}</pre>`],
  ['<pre> of a code block', `<pre><code class="language-bibtex">${bibtex.replace('Bell', '<span class="hl">Bell</span>')}</code></pre>`],
]) {
  inChromium(`a record is read from a ${what}`, {}, async ({ page, open }) => {
    await open(html(`<citation-card styles="apa">${child}</citation-card>`, { head: highwire }))
    await shows(page, 'Shannon, C. E. (1948')
    assert.deepEqual(await titles(page), [shannon.title])
    assert.deepEqual(await ask(page, 'problems'), [])
  })
}

inChromium('a template keeps the markup of a title', {}, async ({ page, open }) => {
  const record = { ...shannon, title: 'On <i>Homo sapiens</i> and H<sub>2</sub>O & more' }
  await open(html(`<citation-card styles="apa"><template>${JSON.stringify(record).replaceAll('&', '&amp;')}</template></citation-card>`))
  await shows(page, 'On Homo sapiens')
  assert.deepEqual(await titles(page), [record.title])
})

inChromium('a <pre> that is no record is a fallback like any other', {}, async ({ page, open }) => {
  await open(html('<citation-card styles="apa"><pre>How to cite: ask us.</pre></citation-card>', { head: highwire }))
  await shows(page, 'Procter, S.')
  assert.deepEqual(await titles(page), [demo.title])
})

inChromium('several scripts in one card make a list', {}, async ({ page, open }) => {
  await open(html(`<citation-card styles="apa"><script type="${CSL}">${json(demo)}</script><script type="application/x-bibtex">${bibtex}</script></citation-card>`))
  await shows(page, 'Shannon, C. E. (1948')
  assert.deepEqual((await titles(page)).toSorted(), [shannon.title, demo.title])
})

for (const [type, text] of [[CSL, json(shannon)], ['application/x-bibtex', bibtex], ['application/x-research-info-systems', ris]]) {
  inChromium(`a record that Markdown put after the card is taken and reported: ${type}`, {}, async ({ page, open }) => {
    await open(html(`<p><citation-card styles="apa"></p>\n<script type="${type}">${text}</script>\n<p></citation-card></p>`, { head: highwire }))
    await shows(page, 'Shannon, C. E. (1948')
    assert.deepEqual(await titles(page), [shannon.title])
    assert.match(await messages(page), /not in the card but after it.*src/)
  })
}

for (const [what, body] of [
  ['with a text between', `<p><citation-card styles="apa"></citation-card></p><p>A text.</p><script type="${CSL}">${json(shannon)}</script>`],
  ['beside a card in a <div>', `<div><citation-card styles="apa"></citation-card></div><script type="${CSL}">${json(shannon)}</script>`],
]) {
  inChromium(`a script of the page that does not belong to the card is not taken: ${what}`, {}, async ({ page, open }) => {
    await open(html(body, { head: highwire }))
    await shows(page, 'Procter, S.')
    assert.deepEqual(await titles(page), [demo.title])
    assert.doesNotMatch(await messages(page), /after it/)
  })
}

// What Markdown leaves of a record with a blank line in it, by CommonMark, section 4.6.
for (const [what, type, text, title] of [
  ['BibTeX', 'application/x-bibtex', '@article{doe,\n  author = {Doe, Jane},\n<p>title = {On <em>x</em> &amp; y},\nyear = {2020}\n}</p>\n', 'On x & y'],
  ['BibTeX with its end in a paragraph', 'application/x-bibtex', '@book{doe,\n  title = {Cards},\n  author = {Doe, Jane},\n<p>year = {2020},\npublisher = {A &amp; B}\n}</p>\n', 'Cards'],
  ['CSL-JSON', CSL, '{"type": "book", "author": [{"family": "Doe", "given": "Jane"}],\n<p>&quot;title&quot;: &quot;On <em>x</em>&quot;, &quot;issued&quot;: {&quot;date-parts&quot;: [[2020]]}}</p>', 'On x'],
  ['RIS', 'application/x-research-info-systems', 'TY  - BOOK\nAU  - Doe, Jane\n<p>TI  - On <em>x</em>\nPY  - 2020\nER  -</p>', 'On x'],
]) {
  inChromium(`a record that Markdown damaged is repaired, and that is reported: ${what}`, {}, async ({ page, open }) => {
    await open(html(`<citation-card styles="apa"><script type="${type}">${text}</script></citation-card>`))
    await shows(page, `Doe, J. (2020). ${title}`)
    assert.deepEqual(await titles(page), [title])
    assert.match(await messages(page), /Markdown changed this record.*src/)
  })
}

inChromium('a damaged record that cannot be repaired for certain keeps its title, and is reported', {}, async ({ page, open }) => {
  const text = '@article{doe,\n  title = {On x},\n  author = {Doe, Jane},\n  year = {2020},\n  abstract = {One.\n<p>Two words.</p>}\n}\n'
  await open(html(`<citation-card styles="apa"><script type="application/x-bibtex">${text}</script></citation-card>`))
  await shows(page, 'Doe, J. (2020). On x')
  assert.deepEqual(await titles(page), ['On x'])
  assert.match(await messages(page), /<p> at the beginning of a line/)
})

for (const name of ['record', 'records']) {
  inChromium(`the attribute ${name} that a framework writes for a property is a problem, not a record`, {}, async ({ page, open }) => {
    await open(html(`<citation-card styles="apa" ${name}="[object Object]"></citation-card>`, { head: highwire }))
    await shows(page, 'Procter, S.')
    assert.deepEqual(await titles(page), [demo.title])
    assert.match(await messages(page), new RegExp(`${name}: it is a property, not an attribute`))
    assert.doesNotMatch(await ask(page, 'text', 'apa'), /object/)
  })
}

inChromium('a script that holds [object Object] is a problem with a reason', {}, async ({ page, open }) => {
  await open(html(`<citation-card><p>Fallback</p><script type="${CSL}">[object Object]</script></citation-card>`))
  assert.equal((await failure(page)).reason, 'unreadable')
  assert.ok(await page.getByText('Fallback').isVisible())
  assert.deepEqual(await titles(page), [])
})

inChromium('from="inline" without a script says so, and a script that comes later is read', {}, async ({ page, open }) => {
  await open(html('<citation-card styles="apa" from="inline"><p>Fallback</p></citation-card>', { head: highwire }))
  const { reason, message } = await failure(page)
  assert.equal(reason, 'no-record')
  assert.match(message, /no inline record in the card; add a <script> child/)
  assert.ok(await page.getByText('Fallback').isVisible())
  await page.evaluate(([type, text]) => {
    const script = Object.assign(document.createElement('script'), { type, textContent: text })
    document.querySelector('citation-card').append(script)
  }, [CSL, json(shannon)])
  await shows(page, 'Shannon, C. E. (1948')
})
