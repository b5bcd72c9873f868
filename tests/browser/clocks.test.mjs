// Time: the reader's clock and zone, and pages that sleep while the card loads.

import assert from 'node:assert/strict'
import { NEEDS, ask, events, html, inChromium, ready, shows, useChromium } from './chromium.mjs'
import { highwire } from './records.mjs'

useChromium()

const meta = (name, content) => `<meta name="${name}" content="${content}">`
const webPage = '<meta property="og:title" content="A page"><meta property="og:type" content="website">'

// The reader's zone, the clock, and the day that it is for the reader.
const DAYS = [
  ['Pacific/Kiritimati', '2025-12-31T10:00:00Z', [2026, 1, 1]],
  ['Pacific/Kiritimati', '2025-12-31T09:59:59Z', [2025, 12, 31]],
  ['Pacific/Pago_Pago', '2026-01-01T10:59:59Z', [2025, 12, 31]],
  ['Pacific/Pago_Pago', '2026-01-01T11:00:00Z', [2026, 1, 1]],
  ['Asia/Kathmandu', '2024-02-28T18:15:00Z', [2024, 2, 29]],
  ['Africa/Cairo', '2026-04-23T22:30:00Z', [2026, 4, 24]],
  ['UTC', '1970-01-01T00:00:00Z', [1970, 1, 1]],
  ['UTC', '2099-12-31T23:59:59Z', [2099, 12, 31]],
]

for (const [timezoneId, now, day] of DAYS) {
  inChromium(`a page seen in ${timezoneId} at ${now} is cited with the day that it is there`, { context: { timezoneId } }, async ({ page, open }) => {
    await page.clock.setFixedTime(new Date(now))
    await open(html('<citation-card styles="apa"></citation-card>', { head: webPage }))
    await ready(page)
    const [record] = await ask(page, 'records')
    assert.deepEqual(record.accessed, { 'date-parts': [day] })
    assert.deepEqual(await events(page, 'error'), [])
  })
}

// What is stated of a date, and what is cited: the day that is written there, in every zone.
const ISSUED = ['2022/03/01', '2022-03-01', '2022-03-01T00:30:00+14:00', '2022-03-01T23:30:00-11:00', '2022-03-01T00:00:00Z', '2022-03-01T23:59:59Z']

for (const timezoneId of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
  inChromium(`no date of a work moves with the zone: ${timezoneId}`, { context: { timezoneId } }, async ({ page, open }) => {
    await page.clock.setFixedTime(new Date('2026-01-01T00:00:00Z'))
    for (const date of ISSUED) {
      const linked = JSON.stringify({ '@context': 'https://schema.org', '@type': 'Article', headline: 'A page', datePublished: date })
      for (const head of [meta('citation_title', 'A page') + meta('citation_publication_date', date), `<script type="application/ld+json">${linked}</script>`]) {
        await open(html('<citation-card styles="apa"></citation-card>', { head }))
        await ready(page)
        const [record] = await ask(page, 'records')
        assert.deepEqual(record.issued, { 'date-parts': [[2022, 3, 1]] }, head)
        await shows(page, '(2022')
      }
    }
  })
}

for (const [what, slow] of [['program', /\/core\.wasm$/], ['style', /\/styles\/apa\.txt$/], ['page chunk', /\/split_page\.wasm$/]]) {
  inChromium(`a tab that sleeps while the ${what} loads has its card when it wakes`, { chromium: NEEDS.devtools }, async ({ page, context, open, here }) => {
    here.answer(slow, { delay: 600 })
    const devtools = await context.newCDPSession(page)
    await open(html('<citation-card styles="apa"><p>Fallback</p></citation-card>', { head: highwire }))
    await page.waitForTimeout(150)
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await devtools.send('Page.setWebLifecycleState', { state: 'active' })
    await shows(page, 'Procter, S.')
    assert.deepEqual(await events(page, 'error'), [])
  })
}

for (const [what, slow, body] of [
  ['program', /\/core\.wasm$/, '<citation-card styles="apa"><p>Fallback</p></citation-card>'],
  ['style', /\/styles\/apa\.txt$/, '<citation-card styles="apa"></citation-card>'],
  ['record', /\/work\.bib$/, '<citation-card styles="apa" src="/work.bib"></citation-card>'],
]) {
  inChromium(`a ${what} whose time was over while the machine slept comes when it wakes`, {}, async ({ page, open, here }) => {
    // All timers of the card's requests end at once, an hour later.
    await page.addInitScript(() => {
      let passed = 0
      const { setTimeout } = window
      const { now } = Date
      Date.now = () => now() + passed
      const sleep = (work) => setTimeout(() => { passed = 3_600_000; work() }, 300)
      AbortSignal.timeout = () => {
        const abort = new AbortController()
        if (!passed) sleep(() => abort.abort(new DOMException('', 'TimeoutError')))
        return abort.signal
      }
      window.setTimeout = (work, duration, ...words) => duration === 10_000 && !passed ? sleep(work) : setTimeout(work, duration, ...words)
    })
    here.page('/work.bib', '@article{p, author = {Procter, S.}, title = {Work}, year = 2022}')
    const end = here.answer(slow, { delay: 900 })
    setTimeout(end, 600)
    await open(html(body, { head: highwire }))
    await shows(page, 'Procter, S.')
    assert.deepEqual(await events(page, 'error'), [])
  })
}
