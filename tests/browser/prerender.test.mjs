// Cards that `citation-card prerender` has filled: what is there before any script, and without one,
// and that the element takes it over without a second card and without a jump.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { NEEDS, button, events, html, inChromium, shows, tab, until, useChromium } from './chromium.mjs'
import { highwire } from './records.mjs'
import { dist, root } from './server.mjs'

useChromium({ '/card/': dist })

const program = process.env.CITATION_CARD_PROGRAM ?? join(root, 'target/debug/citation-card')
const prerendered = (text, ...words) => execFileSync(program, ['prerender', ...words], { input: text, encoding: 'utf8' })
const filled = (card, ...words) => prerendered(html(`${card}<p id="after">What comes after the card</p>`, { head: highwire }), ...words)

// The prerendered card looks like the element's own: only the event tells that that one stands.
const ready = (page) => until(async () => (await events(page, 'ready')).length, 'the element')

// What moved, as the browser counts it, and what a person sees of the card's own articles.
const watch = (page) => page.addInitScript(() => {
  window.shift = 0
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value }))
    .observe({ type: 'layout-shift', buffered: true })
})
const look = (page) => page.evaluate(() => {
  const card = document.querySelector('citation-card')
  const articles = [...card.shadowRoot?.querySelectorAll('article, .citation-card') ?? []]
  return {
    articles: new Set(articles).size,
    height: Math.round(card.getBoundingClientRect().height),
    text: card.shadowRoot?.textContent ?? '',
    after: Math.round(document.getElementById('after').getBoundingClientRect().top),
    shift: window.shift,
  }
})

// A narrow card has the search in place of its tabs.
async function find(page, name) {
  await button(page, /^Any style/).click()
  const field = page.locator('citation-card').getByRole('combobox', { name: 'Find a style or format' })
  await field.fill(name)
  await page.locator('citation-card .option').filter({ hasText: name }).first().waitFor()
  await field.press('ArrowDown')
  await field.press('Enter')
}

for (const [layout, width] of [['card', 900], ['card', 360], ['inline', 640], ['button', 640],
  ...[320, 480, 640, 768, 900, 1200].map((width) => ['compact', width])]) {
  inChromium(`a prerendered card is taken over without a jump: ${layout}, ${width} px`, { webkit: /card|compact/.test(layout) && 'WebKit lays the rows of a fieldset out without gaps at first: 21 px', context: { viewport: { width, height: 700 } } }, async ({ page, open, here }) => {
    await watch(page)
    // Slow enough for the page to be painted as it came.
    here.answer(/\.wasm$/, { delay: 700 })
    await open(filled(`<citation-card layout="${layout}"></citation-card>`, '--shadow'))
    const before = await look(page)
    assert.equal(before.articles, 1)
    if (layout !== 'button') assert.match(before.text, /Procter, S\./, 'the citation is there before the program is')
    await ready(page)
    await page.waitForTimeout(600)
    const after = await look(page)
    assert.equal(after.articles, 1, 'no second card')
    assert.ok(after.shift < 0.02, `layout shift ${after.shift}, ${before.height} and ${after.height} px high`)
    assert.equal(after.after, before.after, 'what comes after stays where it is')
    if (layout === 'card') {
      if (width > 360) await tab(page, 'Vancouver').click()
      else await find(page, 'Vancouver')
      await shows(page, 'Procter S')
    }
  })
}

inChromium('a prerendered fallback gives way to the card', {}, async ({ page, open, here }) => {
  here.answer(/\.wasm$/, { delay: 300 })
  await open(filled('<citation-card></citation-card>'))
  const reference = page.locator('citation-card > div > p')
  assert.match(await reference.innerText(), /^Procter, S\./)
  await page.locator('citation-card details', { hasText: 'BibTeX' }).locator('summary').click()
  assert.match(await page.locator('citation-card pre').first().innerText(), /^@article\{/)
  await ready(page)
  assert.equal(await reference.isVisible(), false)
  assert.equal((await look(page)).articles, 1)
})

inChromium('a prerendered card stays if the program cannot be had', { console: /404|could not|not-found/ }, async ({ page, open, here }) => {
  const found = here.answer(/\.wasm$/, { status: 404 })
  await open(filled('<citation-card></citation-card>', '--shadow'))
  await until(async () => (await events(page, 'error')).length, 'the error')
  found()
  const after = await look(page)
  assert.equal(after.articles, 1)
  assert.match(after.text, /Procter, S\./)
})

inChromium('without scripts a prerendered card has its files in place of its buttons', { chromium: NEEDS.scripts, context: { javaScriptEnabled: false } }, async ({ page, open }) => {
  await open(filled('<citation-card></citation-card>', '--shadow'))
  const card = page.locator('citation-card')
  assert.ok(await card.getByText('Procter, S.').first().isVisible())
  assert.equal(await card.getByRole('button').count() + await card.getByRole('tab').count(), 0)
  await card.locator('summary', { hasText: 'BibTeX' }).click()
  assert.match(await card.locator('details pre').first().innerText(), /^@article\{/)
  assert.equal(await card.getByRole('link', { name: /\.bib$/ }).getAttribute('download') !== null, true)
})

inChromium('the card moved elsewhere after the takeover is still one card', {}, async ({ page, open }) => {
  await open(filled('<citation-card></citation-card>', '--shadow'))
  await ready(page)
  await page.evaluate(async () => {
    const card = document.querySelector('citation-card')
    card.remove()
    await new Promise((resolve) => setTimeout(resolve, 50))
    document.body.append(card)
  })
  await shows(page, 'Procter, S.')
  assert.equal((await look(page)).articles, 1)
})
