// The page heads of repository platforms in a real browser, each at its own address: the same
// records as natively (`tests/pages.rs`), from the library and from a card on the page; and that
// the card leaves the page's own metadata as it was.

import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask, events, html, inChromium, ready, until, useChromium } from './chromium.mjs'
import { highwire } from './records.mjs'
import { dist, root } from './server.mjs'

useChromium()

const folder = join(root, 'tests/pages')
const names = readdirSync(folder).filter((file) => file.endsWith('.html')).map((file) => file.replace('.html', ''))
const read = (name, ending) => readFileSync(join(folder, `${name}.${ending}`), 'utf8')

// Opens a fixture at the address that its first line has; the card's files are beside it.
async function openAt(page, name, body = '') {
  const html = read(name, 'html')
  const url = /^<!--\s*(\S+)\s*-->/.exec(html)[1]
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    if (route.request().url() === url) {
      return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html.replace('</body>', `${body}</body>`) })
    }
    const path = join(dist, pathname.replace('/card/', ''))
    return pathname.startsWith('/card/') && existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 })
  })
  await page.goto(url)
  return url
}

const anywhere = { webkit: 'its driver cannot answer for other sites', origins: () => ({ includes: () => true }), console: /Failed to load resource|404/ }

// Pages without a DOI are cited with the day of the visit, which no fixture can state.
function isVisit({ DOI, URL }, key, value) {
  const now = new Date()
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  return key === 'accessed' && URL && !DOI && JSON.stringify(value) === JSON.stringify({ 'date-parts': [today] })
}

// What is not the same in one record and the other, a line each; ids are made from the rest.
function differences(found, expected) {
  const lines = (records) => records.flatMap((record, at) => Object.entries(record)
    .filter(([key, value]) => key !== 'id' && !isVisit(record, key, value))
    .map(([key, value]) => `${at + 1} ${key}: ${JSON.stringify(value)}`))
  const [have, want] = [lines(found), lines(expected)]
  return [...want.filter((line) => !have.includes(line)).map((line) => `lacks ${line}`),
    ...have.filter((line) => !want.includes(line)).map((line) => `invents ${line}`)]
}

inChromium('every fixture page gives the expected records', anywhere, async ({ page }) => {
  const failures = []
  for (const name of names) {
    await openAt(page, name)
    const [found, expected] = await page.evaluate(async (text) => {
      const library = await import('/card/citation-card.js')
      const { records } = await library.discover(document)
      // Both ways of writing one record, as the card writes it.
      return [records, (await library.read(text, 'csl-json')).records]
    }, read(name, 'json'))
    failures.push(...differences(found, expected).map((line) => `${name} ${line}`))
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
  assert.ok(names.length >= 50)
  assert.deepEqual(failures, [])
})

// One page for each vocabulary.
for (const [vocabulary, name] of [
  ['Highwire', 'pure-article'], ['Highwire with a prefix', 'digitalcommons-thesis'], ['EPrints', 'eprints-chapter'],
  ['Dublin Core', 'islandora-map'], ['DCTERMS and Dublin Core', 'dspace6-thesis'], ['JSON-LD', 'ckan-dataset'],
  ['CodeMeta', 'forge-software'], ['COinS', 'omeka-list'], ['microdata', 'microdata-article'], ['Open Graph', 'jekyll-post'],
  ['several languages', 'ojs-article'], ['a list in JSON-LD', 'jsonld-list'],
]) {
  inChromium(`a card on a page with ${vocabulary} shows the work and leaves the page as it was`, anywhere, async ({ page }) => {
    await openAt(page, name, '<citation-card></citation-card>')
    const before = await page.evaluate(() => document.documentElement.outerHTML)
    await page.evaluate(() => {
      window.changes = 0
      new MutationObserver((list) => { window.changes += list.length })
        .observe(document, { childList: true, subtree: true, attributes: true, characterData: true })
      return import('/card/citation-card.js')
    })
    await ready(page)
    const expected = await page.evaluate(async (text) =>
      (await (await import('/card/citation-card.js')).read(text, 'csl-json')).records, read(name, 'json'))
    assert.deepEqual(differences(await ask(page, 'records'), expected), [])
    // What Zotero's connector and search engines see is what they saw before.
    assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before)
    assert.equal(await page.evaluate(() => window.changes), 0)
  })
}

inChromium('a card comes to rest on every bad page, with the record or with none, and tells its problems', { ...anywhere, cards: names.length }, async ({ page }) => {
  const failures = []
  for (const name of names.filter((name) => name.startsWith('err-'))) {
    await openAt(page, name)
    // In a page that is cut in the middle of a script, no text stands for an element any more.
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('citation-card'), { textContent: 'Cited by hand.' }))
      return import('/card/citation-card.js')
    })
    if (read(name, 'json').trim() === '[]') {
      const [error] = await until(async () => (await events(page, 'error')).length && events(page, 'error'), name)
      if (error.reason !== 'no-record') failures.push(`${name} ${error.reason}`)
    } else {
      await ready(page)
      const expected = await page.evaluate(async (text) =>
        (await (await import('/card/citation-card.js')).read(text, 'csl-json')).records, read(name, 'json'))
      failures.push(...differences(await ask(page, 'records'), expected).map((line) => `${name} ${line}`))
      const problems = JSON.stringify(await ask(page, 'problems'))
      const phrases = existsSync(join(folder, `${name}.problems`)) ? read(name, 'problems').split('\n').filter(Boolean) : []
      failures.push(...phrases.filter((phrase) => !problems.includes(phrase)).map((phrase) => `${name} does not say ${phrase}`))
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
  assert.deepEqual(failures, [])
})

inChromium('a page that only has a title leaves the fallback', anywhere, async ({ page }) => {
  await openAt(page, 'err-titleonly', '<citation-card><p>Fallback</p></citation-card>')
  await page.evaluate(() => import('/card/citation-card.js'))
  const [error] = await until(async () => (await events(page, 'error')).length && events(page, 'error'))
  assert.equal(error.reason, 'no-record')
  assert.ok(await page.getByText('Fallback').isVisible())
})

for (const [name, late] of [['a head that is written late is cited, without an error before', true], ['without a late head, no-record is reported when the page has loaded', false]]) {
  inChromium(name, { webkit: 'its driver waits until a page has loaded' }, async ({ page, here }) => {
    let load
    const loads = new Promise((resolve) => { load = resolve })
    here.answer(/slow\.png$/, { wait: loads, status: 200, headers: { 'Content-Type': 'image/svg+xml' }, body: '<svg xmlns="http://www.w3.org/2000/svg"/>' })
    await page.goto(here.page('/page.html', html('<citation-card><p>Fallback</p></citation-card><img src="/slow.png" alt="">')), { waitUntil: 'commit' })
    await page.waitForFunction(() => document.querySelector('citation-card')?.shadowRoot?.querySelector('div'))
    await page.waitForTimeout(300)
    assert.deepEqual(await events(page, 'error'), [])
    assert.ok(await page.getByText('Fallback').isVisible())
    if (late) await page.evaluate((tags) => document.head.insertAdjacentHTML('beforeend', tags), highwire)
    load()
    if (!late) {
      const [error] = await until(async () => (await events(page, 'error')).length && events(page, 'error'))
      return assert.equal(error.reason, 'no-record')
    }
    await ready(page)
    assert.match((await ask(page, 'record')).title, /^Theorising/)
    assert.deepEqual(await events(page, 'error'), [])
  })
}

inChromium('discover() and the card take 5,000 meta tags and 5 MB of JSON-LD', {}, async ({ page, open }) => {
  const tags = Array.from({ length: 5_000 }, (_, at) => `<meta name="citation_author" content="Family${at}, Given">`).join('')
  const works = Array.from({ length: 12_000 }, (_, at) =>
    JSON.stringify({ '@type': 'Offer', '@id': `#${at}`, name: `Thing ${at}`, about: { '@id': `#${at + 1}` }, text: 'x'.repeat(340) }))
  const block = `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[${works}]}</script>`
  assert.ok(block.length > 5_000_000)
  await open(`<!doctype html><html lang="en"><head><title>Large</title><meta name="citation_title" content="Many hands">${tags}${block}
    <script type="module" src="/card/citation-card.js"></script></head><body><citation-card></citation-card></body></html>`)
  await ready(page)
  const record = await ask(page, 'record')
  assert.equal(record.author.length, 5_000)
  assert.match(JSON.stringify(await ask(page, 'problems')), /more than 1 MB of JSON-LD/)
  console.log(`discover() of 5,000 meta tags and 5 MB of JSON-LD, ${tags.length + block.length} B: ${await time(page, 5)} ms`)
})

inChromium('what is nested without end is cut, and said to be cut', {}, async ({ page, open }) => {
  const properties = '<span itemprop="keywords">x</span>'.repeat(5_000)
  const items = '<div itemscope itemtype="https://schema.org/Thing">'.repeat(400)
  const coins = '<span class="Z3988" title="rft.btitle=A&amp;rft_val_fmt=info:ofi/fmt:kev:mtx:book"></span>'.repeat(12_000)
  await open(html(`<citation-card></citation-card>${items}${properties}${'</div>'.repeat(400)}${coins}`, { head: highwire }))
  await ready(page)
  const problems = JSON.stringify(await ask(page, 'problems'))
  assert.match(problems, /microdata after the 100000th property was not read/)
  assert.match(problems, /Z3988.* after the 10000th was not read/)
  assert.match((await ask(page, 'record')).title, /^Theorising/)
})

inChromium('discover() reads a typical page head in no time', anywhere, async ({ page }) => {
  await openAt(page, 'zenodo-dataset')
  console.log(`discover() of a typical page head: ${await time(page, 201)} ms`)
})

// The median of so many readings of the page's metadata, the collecting from the page included.
const time = (page, runs) => page.evaluate(async (runs) => {
  const { discover } = await import('/card/citation-card.js')
  const times = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    const { records } = await discover(document)
    times.push(performance.now() - start)
    if (records.length !== 1) throw new Error(`${records.length} records`)
  }
  return times.sort((one, other) => one - other)[runs >> 1].toFixed(2)
}, runs)
