// Where the card finds the work: the page's metadata, a script child, the property; and what it
// says of data that is broken, missing or hostile.

import assert from 'node:assert/strict'
import { ask, button, clipboard, events, html, inChromium, panel, ready, save, shows, tab, until, useChromium } from './chromium.mjs'
import { bibtex, demo, demoApa, highwire, json, shannon } from './records.mjs'

useChromium()

const script = (type, text) => `<citation-card><script type="${type}">${text}</script></citation-card>`
const CSL = 'application/vnd.citationstyles.csl+json'

inChromium('one tag on a page with citation_* metadata is enough', {}, async ({ page, open }) => {
  await open(html(undefined, { head: highwire }))
  await ready(page)
  assert.equal(await ask(page, 'html', 'apa'), demoApa)
  await shows(page, 'New Technology, Work and Employment')
  const [record] = await page.evaluate(() => document.querySelector('citation-card').records)
  assert.equal(record.title, demo.title)
  assert.deepEqual(record.author, demo.author)
  assert.equal((await events(page, 'ready')).length, 1)
  assert.deepEqual(await events(page, 'error'), [])
})

for (const [name, type, text] of [
  ['CSL-JSON', CSL, json(shannon)],
  ['BibTeX', 'application/x-bibtex', bibtex],
  ['RIS', 'application/x-research-info-systems',
    'TY  - JOUR\nAU  - Shannon, C. E.\nTI  - A mathematical theory of communication\nT2  - Bell System Technical Journal\n' +
    'VL  - 27\nIS  - 3\nSP  - 379\nEP  - 423\nPY  - 1948\nDO  - 10.1002/j.1538-7305.1948.tb01338.x\nER  - \n'],
]) {
  inChromium(`a script child holds the record as ${name}`, {}, async ({ page, open }) => {
    await open(html(script(type, text), { head: highwire }))
    await ready(page)
    assert.equal(await ask(page, 'html', 'apa'),
      'Shannon, C. E. (1948). A mathematical theory of communication. <i>Bell System Technical Journal</i>, <i>27</i>(3), ' +
      '379–423. <a href="https://doi.org/10.1002/j.1538-7305.1948.tb01338.x">https://doi.org/10.1002/j.1538-7305.1948.tb01338.x</a>')
    assert.deepEqual(await ask(page, 'problems'), [])
  })
}

inChromium('the property gives the record, before and after the element is defined', {}, async ({ page, open }) => {
  await open(html(`<citation-card></citation-card><script>document.querySelector('citation-card').record = ${json(shannon)}</script>`))
  await shows(page, 'Shannon')
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, demo)
  await shows(page, 'Procter')
  assert.equal((await ask(page, 'record')).title, demo.title)
  assert.doesNotMatch(await panel(page).first().innerText(), /Shannon/)
})

inChromium('an empty list is no record: the page is read; what has no JSON costs no record', {}, async ({ page, open }) => {
  await open(html('<citation-card></citation-card>', { head: highwire }))
  await shows(page, 'Procter')
  await page.evaluate(() => { document.querySelector('citation-card').records = [] })
  await page.waitForTimeout(300)
  await shows(page, 'Procter')
  await page.evaluate((record) => {
    const odd = { ...record, custom: { call: () => 1, big: 1n } }
    odd.custom.itself = odd
    document.querySelector('citation-card').record = odd
  }, shannon)
  await shows(page, 'Shannon')
  await page.evaluate(() => { document.querySelector('citation-card').record = null })
  await shows(page, 'Procter')
})

inChromium('a script child that changes changes the card', {}, async ({ page, open }) => {
  await open(html(script(CSL, json(shannon))))
  await shows(page, 'Shannon')
  await page.evaluate((text) => { document.querySelector('citation-card script').textContent = text }, json(demo))
  await shows(page, 'Procter')
})

inChromium('broken BibTeX: the good entry is used, the problem has line and column', {}, async ({ page, open }) => {
  await open(html(script('application/x-bibtex', `${bibtex}\n@article{broken,\n  title = {no end\n`)))
  await shows(page, 'Shannon')
  const problems = JSON.stringify(await ask(page, 'problems'))
  assert.match(problems, /line/)
  assert.match(problems, /column/)
})

inChromium('broken JSON: the card says so, with line and column, and fires unreadable', {}, async ({ page, open }) => {
  await open(html(`<citation-card><p>Fallback</p><script type="${CSL}">[ nothing of JSON ]</script></citation-card>`))
  const [error] = await until(async () => (await events(page, 'error')).length && events(page, 'error'))
  assert.equal(error.reason, 'unreadable')
  assert.match(JSON.stringify(await ask(page, 'problems')) + error.message, /line/)
  assert.ok(await page.getByText('Fallback').isVisible())
})

inChromium('no record: the fallback stays, and the event says no-record', {}, async ({ page, open }) => {
  await open(html('<citation-card><p>Fallback</p></citation-card>'))
  const [error] = await until(async () => (await events(page, 'error')).length && events(page, 'error'))
  assert.equal(error.reason, 'no-record')
  assert.ok(error.message.length > 20)
  assert.ok(await page.getByText('Fallback').isVisible())
  assert.equal(await panel(page).count(), 0)
})

inChromium('no record and no fallback: one calm line', {}, async ({ page, open }) => {
  // A page with a title could be cited as a web page.
  await open(html('<citation-card></citation-card>').replace(/<title>.*?<\/title>/, ''))
  await until(async () => (await events(page, 'error')).length)
  const line = (await page.locator('citation-card').evaluate((card) => card.shadowRoot.textContent)).trim()
  assert.ok(line.length > 10 && line.length < 300, line)
  assert.ok((await page.locator('citation-card').boundingBox()).height > 10)
})

inChromium('metadata that a script adds before the page has loaded are waited for', {}, async ({ page, open, here }) => {
  let go
  here.answer(/late\.js/, { wait: new Promise((resolve) => { go = resolve }) })
  here.page('/late.js', `document.head.insertAdjacentHTML('beforeend', ${JSON.stringify(highwire)})`)
  const opened = open(html('<citation-card><p>Fallback</p></citation-card>', { head: '<script async src="late.js"></script>' }))
  // The program is there, has found nothing, and waits.
  await until(() => here.requests.some((path) => path.includes('split_page')), 'the program')
  await page.waitForTimeout(1000)
  go()
  await opened
  await ready(page)
  assert.equal(await ask(page, 'html', 'apa'), demoApa)
  assert.deepEqual(await events(page, 'error'), [], 'nobody was told that there is no record')
})

for (const [what, body, title] of [
  ['the record inside the card', script(CSL, json(shannon)), shannon.title],
  ['the page', undefined, demo.title],
]) {
  inChromium(`until the program is there, bars as long as the title that ${what} gives stand in its place`, {}, async ({ page, open, here }) => {
    let go
    here.answer(/core\.wasm/, { wait: new Promise((resolve) => { go = resolve }) })
    await open(html(body, { head: highwire }))
    const bar = page.locator('citation-card').locator('.skeleton .title .bone')
    await bar.waitFor()
    assert.equal(await bar.getAttribute('data-words'), title)
    go()
    await ready(page)
    assert.equal(await bar.count(), 0)
  })
}

const hostile = {
  type: 'article-journal',
  title: '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>\u202Egnp.exe\u0000\u0007',
  author: [{ family: '"><svg onload="window.pwned=1">', given: '<b>Bold</b>' }, { literal: 'javascript:alert(1)' }],
  'container-title': '<a href="javascript:window.pwned=1">Click</a>',
  issued: { 'date-parts': [[2020]] },
  URL: 'javascript:window.pwned=1',
  DOI: '10.1000/"><img src=x onerror=window.pwned=1>',
  abstract: '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe><p onclick="window.pwned=1">Text</p>',
  keyword: '<script>window.pwned=1</script>; ordinary',
  custom: {
    metrics: [{ label: '<b>views</b>', count: 1, source: 'x', url: 'javascript:window.pwned=1' }],
    topics: [{ name: '<i onclick=window.pwned=1>t</i>', weight: 7, group: '' }],
  },
}

inChromium('hostile metadata is text: nothing runs, no link leads anywhere else', {}, async ({ page, open }) => {
  await open(html(`<citation-card formats="bibtex ris csl-json" selected="apa"></citation-card>`))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, hostile)
  await ready(page)
  const card = page.locator('citation-card')
  const tabs = await card.getByRole('tab').all()
  assert.ok(tabs.length > 2)
  for (const one of tabs) {
    await one.click()
    await page.waitForTimeout(30)
    const found = await card.evaluate((card) => ({
      links: [...card.shadowRoot.querySelectorAll('a')].map((link) => link.protocol),
      strange: card.shadowRoot.querySelectorAll('script, iframe, img[src=x], [onerror], [onclick], [onload]').length,
    }))
    assert.deepEqual(found.links.filter((protocol) => !/^(https?|mailto|blob):$/.test(protocol)), [])
    assert.equal(found.strange, 0)
  }
  const copied = await ask(page, 'html', 'apa')
  assert.doesNotMatch(copied, /<(img|script|svg|iframe)|href="javascript/)
  assert.equal(await page.evaluate(() => window.pwned), undefined)
})

inChromium('an empty record is a card without the sections that it has no data for', {}, async ({ page, open }) => {
  await open(html())
  await page.evaluate(() => { document.querySelector('citation-card').record = { type: 'book', title: 'Only a title' } })
  await shows(page, 'Only a title')
  const text = await page.locator('citation-card').evaluate((card) => card.shadowRoot.textContent)
  assert.doesNotMatch(text, /undefined|null|NaN|Abstract|Keywords/)
})

// Lists as pages have them, and what one card makes of them.
const works = ['One', 'Two', 'Three'].map((title, at) => ({
  '@type': 'Book', name: title, author: { '@type': 'Person', familyName: 'Doe', givenName: 'Jane' }, datePublished: `190${at + 1}`,
}))
for (const [what, body] of [
  ['JSON-LD, an ItemList', `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org',
    '@graph': [{ '@type': 'CollectionPage', name: 'Books' }, { '@type': 'ItemList', itemListElement: works.map((item, at) =>
      ({ '@type': 'ListItem', position: at + 1, item })) }] })}</script>`],
  ['COinS', works.map(({ name, datePublished }) => '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook' +
    `&amp;rft.btitle=${name}&amp;rft.au=Doe%2C+Jane&amp;rft.date=${datePublished}"></span>`).join('')],
]) {
  inChromium(`a list in ${what} is shown, chosen from, copied and downloaded as a whole`, {}, async ({ page, open }) => {
    await open(html(`${body}<citation-card styles="apa" formats="bibtex"></citation-card>`))
    await shows(page, 'Doe, J. (1903)')
    const card = page.locator('citation-card')
    const boxes = card.locator('.works input')
    assert.deepEqual(await boxes.evaluateAll((boxes) => boxes.map((box) => [box.checked, box.parentElement.innerText.trim().split('\n')[0]])),
      [[true, 'One'], [true, 'Two'], [true, 'Three']])
    const shown = async () => (await panel(page).first().innerText()).match(/Doe, J\. \(190\d\)/g)
    assert.deepEqual(await shown(), ['Doe, J. (1901)', 'Doe, J. (1902)', 'Doe, J. (1903)'])
    await boxes.nth(1).uncheck()
    await until(async () => (await shown()).length === 2)
    await button(page, 'Copy 2 references').click()
    const copied = await until(async () => (await events(page, 'copy'))[0])
    assert.match(copied.text, /One[^]*Three/)
    assert.doesNotMatch(copied.text, /Two/)
    assert.equal((await clipboard(page))['text/plain'].trim(), copied.text.trim())
    await card.getByRole('button', { name: 'All', exact: true }).click()
    await until(async () => (await shown()).length === 3)
    await tab(page, 'BibTeX').click()
    await shows(page, '@book')
    const { name, text } = await save(page)
    assert.match(name, /\.bib$/)
    assert.deepEqual([...text.matchAll(/\btitle\s*=\s*["{]+(\w+)/g)].map(([, title]) => title), ['One', 'Two', 'Three'])
  })
}
