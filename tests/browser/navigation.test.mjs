// Pages that change their address without loading: the card never cites the page before.

import assert from 'node:assert/strict'
import { ask, events, html, inChromium, ready, shows, until, useChromium } from './chromium.mjs'
import { json, shannon } from './records.mjs'

useChromium()

const tags = (title, more = '') => `<meta name="citation_title" content="${title}"><meta name="citation_author" content="Doe, Jane">
<meta name="citation_publication_date" content="2020">${more}`
const CARD = '<citation-card styles="apa"></citation-card>'
const problems = async (page) => JSON.stringify(await ask(page, 'problems'))
const citesNothing = async (page) => {
  await until(async () => /the address changed/.test(await problems(page)))
  // What is known is drawn in a task of its own.
  await until(async () => !/Work One|Doe/.test(await page.locator('citation-card').evaluate((card) => card.shadowRoot.textContent)))
  await assert.rejects(ask(page, 'text', 'apa'))
}
// Without the Navigation API a card sees the new address when the page changes, as pages then do.
const go = (page, to) => page.evaluate((to) => {
  history.pushState({}, '', to)
  if (!globalThis.navigation) document.body.append('…')
}, to)
const setTags = (page, title) => page.evaluate((title) => {
  document.querySelector('meta[name=citation_title]').content = title
}, title)

for (const [name, to] of [['another path', '/other-work'], ['another parameter', '/page.html?id=2']]) {
  inChromium(`after pushState to ${name} nothing stale is cited, until the head follows`, {}, async ({ page, open }) => {
    await open(html(CARD, { head: tags('Work One') }))
    await shows(page, 'Work One')
    await go(page, to)
    await citesNothing(page)
    await setTags(page, 'Work Two')
    await shows(page, 'Work Two')
    assert.doesNotMatch(await problems(page), /the address changed/)
  })
}

inChromium('going back cites the first work again', {}, async ({ page, open }) => {
  await open(html(CARD, { head: tags('Work One') }))
  await shows(page, 'Work One')
  await go(page, '/other-work')
  await citesNothing(page)
  await page.evaluate(() => history.back())
  await shows(page, 'Work One')
})

inChromium('a card in a body that was swapped does not read the head that was not', {}, async ({ page, open }) => {
  const warned = []
  page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()))
  await open(html(`<main>${CARD}</main>`, { head: tags('Work One') }))
  await shows(page, 'Work One')
  await page.evaluate((card) => {
    history.pushState({}, '', '/work-two')
    document.title = 'Work Two'
    document.querySelector('main').innerHTML = card
  }, CARD)
  await citesNothing(page)
  const error = await until(async () => (await events(page, 'error'))[0])
  assert.equal(error.reason, 'no-record')
  await until(() => warned.length)
  assert.match(warned.join(), /the address changed/)
  assert.equal(warned.length, 1)
})

inChromium('metadata in a body that was swapped is cited', {}, async ({ page, open }) => {
  await open(html(`<main>${CARD}</main>`, { head: tags('Work One') }))
  await shows(page, 'Work One')
  await page.evaluate(([card, item]) => {
    history.pushState({}, '', '/work-two')
    document.querySelector('main').innerHTML = `<script type="application/ld+json">${item}</script>${card}`
  }, [CARD, json({ '@context': 'https://schema.org', '@type': 'ScholarlyArticle', headline: 'Work Two', author: { '@type': 'Person', name: 'Roe, Ann' }, datePublished: '2021' })])
  await shows(page, 'Work Two')
  assert.doesNotMatch(await ask(page, 'text', 'apa'), /Doe|Work One/)
})

for (const [name, first] of [['the head first', true], ['the address first', false]]) {
  inChromium(`a head that changes with the address is cited, ${name}`, {}, async ({ page, open }) => {
    await open(html(`<main>${CARD}</main>`, { head: tags('Work One') }))
    await shows(page, 'Work One')
    await page.evaluate(([card, first]) => {
      const head = () => { document.querySelector('meta[name=citation_title]').content = 'Work Two' }
      if (first) head()
      history.pushState({}, '', '/work-two')
      document.querySelector('main').innerHTML = card
      if (!first) setTimeout(head, 60)
    }, [CARD, first])
    await shows(page, 'Work Two')
    assert.deepEqual(await events(page, 'error'), [])
  })
}

inChromium('Turbo swaps the head, also where both pages have the same tags', {}, async ({ page, open }) => {
  await open(html(`<main>${CARD}</main>`, { head: tags('Work One') }))
  await ready(page)
  await page.evaluate((card) => {
    history.pushState({}, '', '/work-one/fulltext')
    document.querySelector('main').innerHTML = card
    document.dispatchEvent(new Event('turbo:render', { bubbles: true }))
  }, CARD)
  await shows(page, 'Work One')
})

for (const [name, more, to] of [
  ['a fragment', '', '/page.html#abstract'],
  ['a parameter of a campaign', '', '/page.html?utm_source=x'],
  ['a parameter that its canonical address does not have', '<link rel="canonical" href="/page.html">', '/page.html?tab=files'],
]) {
  inChromium(`an address that only has ${name} more is the same page`, {}, async ({ page, open }) => {
    await open(html(`<main>${CARD}</main>`, { head: tags('Work One', more) }))
    await shows(page, 'Work One')
    await page.evaluate(([card, to]) => {
      history.pushState({}, '', to)
      document.querySelector('main').innerHTML = card
    }, [CARD, to])
    await page.waitForTimeout(600)
    await shows(page, 'Work One')
    assert.deepEqual(await events(page, 'error'), [])
  })
}

inChromium('a card with its own record does not mind the address', {}, async ({ page, open }) => {
  await open(html(`<citation-card styles="apa"><script type="application/vnd.citationstyles.csl+json">${json(shannon)}</script></citation-card>`, { head: tags('Work One') }))
  await shows(page, 'Shannon')
  await go(page, '/other-work')
  await page.waitForTimeout(600)
  await shows(page, 'Shannon')
  assert.deepEqual(await ask(page, 'problems'), [])
})

inChromium('the library does not read a stale head either', {}, async ({ page, open }) => {
  await open(html('', { head: tags('Work One') }))
  const found = await page.evaluate(async () => {
    const { discover } = await import('/card/citation-card.js')
    const before = await discover()
    history.pushState({}, '', '/other-work')
    return [before.records.length, await discover()]
  })
  assert.equal(found[0], 1)
  assert.doesNotMatch(JSON.stringify(found[1].records), /Work One/)
  assert.match(JSON.stringify(found[1].problems), /the address changed/)
})
