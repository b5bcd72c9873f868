// The element's methods, properties and events against what the card shows and its buttons do.

import assert from 'node:assert/strict'
import { ask, clipboard, download, events, html, inChromium, panel, ready, shows, tab, until, useChromium, whilePressed } from './chromium.mjs'
import { demo, demoApa, highwire, json, plain, shannon } from './records.mjs'

useChromium()

const given = (attributes = '', record = demo) =>
  html(`<citation-card ${attributes}><script type="application/vnd.citationstyles.csl+json">${json(record)}</script></citation-card>`)

const saved = (page, id) => download(page, () => ask(page, 'download', id))

for (const [option, ends] of [['{"ris":{"line-end":"crlf"}}', '\r\n'], ['{"ris":{"line-end":"lf"}}', '\n'], ['', '\r\n']]) {
  inChromium(`a saved file has the line ends that ${option || 'its format'} wants, each once`, {}, async ({ page, open }) => {
    await open(given(`options='${option}'`))
    await ready(page)
    const { text } = await saved(page, 'ris')
    assert.equal(text, text.replace(/\r*\n/g, ends))
    assert.doesNotMatch(await ask(page, 'text', 'ris'), /\r/)
  })
}

for (const [attributes, shown] of [
  ['tabs="bibtex apa"', '@article{'], ['selected="ris" tabs="bibtex apa"', 'TY  - '], ['styles="vancouver apa"', 'Procter S'],
  ['formats="ris" styles="apa"', 'Procter, S.'], ['', 'Procter, S.'], ['selected="no-such-style" styles="vancouver"', 'Procter S'],
]) {
  inChromium(`without an id the methods mean what is shown first: ${attributes || 'by default'}`, { console: /404/ }, async ({ page, open }) => {
    await open(given(attributes))
    await shows(page, shown)
    const text = await ask(page, 'text')
    assert.ok(text.replace(/^1\. /, '').startsWith(shown), text)
    assert.equal(await ask(page, 'text', null), text, 'as templates hand on what is missing')
    await ask(page, 'copy')
    const [{ id, text: copied }] = await until(async () => (await events(page, 'copy')).length && events(page, 'copy'))
    assert.equal(typeof id, 'string')
    assert.equal(copied, text)
    assert.equal(await ask(page, 'text', id), text)
    const { text: file } = await saved(page)
    // A style's file is for word processors.
    if (file.startsWith('{\\rtf1')) assert.match(file, /Procter/)
    else assert.equal(file.replaceAll('\r', '').trim(), text.trim())
    assert.equal((await events(page, 'download'))[0].id, id)
  })
}

for (const options of ['{"BibTeX": {"keys": "x[year]"}}', '{"bib": {"keys": "x[year]"}}', '{"application/x-bibtex": {"keys": "x[year]"},}']) {
  inChromium(`options apply by any name of a format, and in lenient JSON: ${options}`, {}, async ({ page, open }) => {
    await open(given(`tabs="bibtex" options='${options}'`))
    await shows(page, '@article{x2022,')
    assert.match(await ask(page, 'text', 'bibtex'), /^@article\{x2022,/)
  })
}

inChromium('options may be set as an object', {}, async ({ page, open }) => {
  await open(given('tabs="bibtex"'))
  await ready(page)
  await page.evaluate(() => { document.querySelector('citation-card').options = { bibtex: { keys: 'x[year]' } } })
  await shows(page, '@article{x2022,')
})

// What a live element makes of a property, and what its attribute is then.
const set = (page, name, value) => page.evaluate(([name, value]) => {
  const card = document.querySelector('citation-card')
  card[name] = value
  return [card[name], card.getAttribute(name)]
}, [name, value])
const tabs = (page) => page.locator('citation-card').getByRole('tab').allInnerTexts()

inChromium('lists may be set as arrays, as words, or taken back', {}, async ({ page, open }) => {
  await open(given('styles="vancouver" formats="ris"'))
  await shows(page, 'Procter S')
  assert.deepEqual(await set(page, 'styles', ['apa', 'ieee']), ['apa ieee', 'apa ieee'])
  await shows(page, 'Procter, S.')
  assert.deepEqual(await tabs(page), ['APA', 'IEEE', 'RIS'])
  assert.deepEqual(await set(page, 'formats', ['bibtex', 'csl-json']), ['bibtex csl-json', 'bibtex csl-json'])
  await tab(page, 'BibTeX').waitFor()
  assert.deepEqual(await tabs(page), ['APA', 'IEEE', 'BibTeX', 'CSL-JSON'])
  assert.deepEqual(await set(page, 'styles', ['ieee']), ['ieee', 'ieee'])
  await tab(page, 'APA').waitFor({ state: 'detached' })
  assert.match(await ask(page, 'text'), /^S\. Procter, D\. Harrison/)
  assert.deepEqual(await set(page, 'styles', 'apa, vancouver'), ['apa, vancouver', 'apa, vancouver'])
  await tab(page, 'Vancouver').waitFor()
  assert.deepEqual(await set(page, 'styles', null), ['', null])
  await shows(page, 'Procter, S.')
  assert.deepEqual(await ask(page, 'problems'), [])
})

inChromium('options of a format may be set and changed as an object, and taken back', {}, async ({ page, open }) => {
  const record = { ...shannon, author: [{ family: 'Gödel', given: 'Kurt' }] }
  const texts = () => Promise.all(['bibtex', 'biblatex'].map((id) => ask(page, 'text', id)))
  // BibTeX is ASCII by default, BibLaTeX is not.
  const [ascii, letters] = [/author.*G\{\\"o\}del/, /author.*Gödel/]
  const hold = async (...expected) => (await texts()).forEach((text, at) => assert.match(text, expected[at]))
  await open(given('tabs="bibtex biblatex apa"', record))
  await shows(page, 'G{\\"o}del')
  await hold(ascii, letters)
  assert.equal((await set(page, 'options', { bibtex: { ascii: false }, biblatex: { ascii: true } }))[1], '{"bibtex":{"ascii":false},"biblatex":{"ascii":true}}')
  await shows(page, 'Gödel')
  await hold(letters, ascii)
  await set(page, 'options', { bibtex: { ascii: true, keys: 'x[year]' } })
  await shows(page, '@article{x1948,')
  await hold(ascii, letters)
  assert.match(await ask(page, 'text', 'apa'), /^Gödel, K\. \(1948/)
  await set(page, 'options', null)
  await panel(page).filter({ hasNotText: 'x1948' }).filter({ hasText: '@article' }).waitFor()
  await hold(ascii, letters)
  assert.deepEqual(await ask(page, 'problems'), [])
})

inChromium('an option that a format does not have is a problem, and the others apply', {}, async ({ page, open }) => {
  await open(given('tabs="bibtex"'))
  await shows(page, '@article')
  await set(page, 'options', { bibtex: { keys: 'x[year]', asci: true } })
  await shows(page, '@article{x2022,')
  assert.match(JSON.stringify(await ask(page, 'problems')), /options.*asci/)
})

inChromium('properties set before the element is defined apply like those set later', {}, async ({ page, open }) => {
  await open(html('<citation-card></citation-card>', { head: highwire, script: null }))
  await page.evaluate(async () => {
    Object.assign(document.querySelector('citation-card'), { styles: ['vancouver', 'apa'], formats: ['bibtex'], options: { bibtex: { keys: 'x[year]' } } })
    await import('/card/citation-card.js')
  })
  await shows(page, 'Procter S')
  assert.deepEqual(await tabs(page), ['Vancouver', 'APA', 'BibTeX'])
  assert.match(await ask(page, 'text', 'bibtex'), /^@article\{x2022,/)
})

inChromium('copy() calls the clipboard before anything is waited for, once all is loaded', {}, async ({ page, open }) => {
  await open(given('styles="apa"'))
  await ready(page)
  await until(async () => (await events(page, 'ready'))[0], 'all parts')
  const called = await whilePressed(page, async () => {
    let calls = 0
    const write = navigator.clipboard.write.bind(navigator.clipboard)
    navigator.clipboard.write = (items) => { calls++; return write(items) }
    const card = document.querySelector('citation-card')
    const done = card.copy('apa')
    const atOnce = calls
    await done
    return atOnce
  })
  assert.equal(called, 1)
  assert.equal((await clipboard(page))['text/plain'], plain(demoApa))
})

inChromium('copy() falls back to plain text, then to the copy command, as the button does', {}, async ({ page, open }) => {
  await open(given('styles="apa"'))
  await ready(page)
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new Error('no'))
  })
  await ask(page, 'copy', 'apa')
  assert.equal((await clipboard(page))['text/plain'], plain(demoApa))
  const [text] = await whilePressed(page, async () => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('no'))
    const copied = []
    document.addEventListener('copy', (event) => copied.push(event.clipboardData.getData('text/plain')))
    document.execCommand = (execCommand => (command) => execCommand.call(document, command))(document.execCommand)
    await document.querySelector('citation-card').copy('apa').catch(() => {})
    return copied
  })
  assert.equal(text, plain(demoApa))
})

inChromium('where copy() is refused for good, the text is selected and a sentence says so', {}, async ({ page, open }) => {
  await open(given('styles="apa vancouver"'))
  await ready(page)
  const reason = await page.evaluate(async () => {
    navigator.clipboard.write = navigator.clipboard.writeText = () => Promise.reject(new Error('no'))
    document.execCommand = () => false
    return document.querySelector('citation-card').copy('apa').catch(({ reason }) => reason)
  })
  assert.equal(reason, 'clipboard')
  await panel(page).getByRole('alert').waitFor()
  assert.equal(await page.evaluate(() => String(getSelection()).trim()), plain(demoApa))
  assert.equal((await events(page, 'error')).length, 1)
  const other = await page.evaluate(() => {
    getSelection().removeAllRanges()
    return document.querySelector('citation-card').copy('vancouver').catch(({ reason }) => reason)
  })
  assert.equal(other, 'clipboard')
  assert.equal(await page.evaluate(() => String(getSelection())), '', 'what is not shown is not selected')
})

inChromium('ready carries the records', {}, async ({ page, open }) => {
  await open(given('', shannon))
  const [{ records }] = await until(async () => (await events(page, 'ready')).length && events(page, 'ready'))
  assert.equal(records.length, 1)
  assert.equal(records[0].DOI, shannon.DOI)
})

inChromium('records are copies before and after mounting, and null takes them back', {}, async ({ page, open }) => {
  await open(html('<main></main>', { head: highwire }))
  const found = await page.evaluate(async ([one, other]) => {
    await customElements.whenDefined('citation-card')
    const card = document.createElement('citation-card')
    card.records = [one, other]
    const same = card.records === card.records || card.records[0] === one
    card.records[0].title = 'Changed'
    const title = card.records[0].title
    card.record = null
    const none = [card.records, card.record]
    card.record = other
    document.querySelector('main').append(card)
    return { same, title, none }
  }, [demo, shannon])
  assert.deepEqual(found, { same: false, title: demo.title, none: [[], null] })
  await shows(page, 'Shannon')
  await page.evaluate(() => { document.querySelector('citation-card').record = null })
  await shows(page, 'Procter')
})

inChromium('a list is sorted by the language of its citations', {}, async ({ page, open }) => {
  const book = (family, title) => ({ type: 'book', title, author: [{ family, given: 'A.' }], issued: { 'date-parts': [[2000]] } })
  for (const [locale, order] of [['sv-SE', ['Alm', 'Zed', 'Ärlig']], ['de-DE', ['Alm', 'Ärlig', 'Zed']]]) {
    await open(html(`<citation-card styles="apa" locale="${locale}"></citation-card>`))
    await page.evaluate((records) => { document.querySelector('citation-card').records = records },
      [book('Zed', 'Z'), book('Ärlig', 'Ä'), book('Alm', 'A')])
    await shows(page, 'Alm')
    const text = await ask(page, 'text', 'apa')
    assert.deepEqual(text.split('\n').map((line) => line.split(',')[0]), order, locale)
  }
})

inChromium('all versions of a work have the DOI of all, in records, citations and files', {}, async ({ page, open }) => {
  const record = { ...shannon, type: 'dataset', version: '2', URL: 'https://example.org/2', DOI: '10.5281/zenodo.2', custom: { 'concept-doi': '10.5281/zenodo.1' } }
  await open(given('versions="all" styles="apa"', record))
  await shows(page, '10.5281/zenodo.1')
  const [{ DOI, version }] = await ask(page, 'records')
  assert.deepEqual([DOI, version], ['10.5281/zenodo.1', undefined])
  assert.match(await ask(page, 'text', 'bibtex'), /10\.5281\/zenodo\.1/)
  await page.evaluate(() => document.querySelector('citation-card').removeAttribute('versions'))
  await shows(page, '10.5281/zenodo.2')
  assert.equal((await ask(page, 'records'))[0].version, '2')
})
