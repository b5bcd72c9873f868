// The element's life on a page: moved, removed, many of it, beside another Yew application or
// another version, loaded late or from another origin.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NEEDS, events, html, inChromium, panel, ready, selected, shows, tab, until, useChromium } from './chromium.mjs'
import { demo, highwire, json, shannon } from './records.mjs'
import { dist, modules, root } from './server.mjs'

useChromium({ '/card/': dist, '/card2/': dist, '/elsewhere/': dist, '/host/': join(root, 'target/host-app') })

const CARD = '<citation-card styles="apa vancouver" formats="bibtex ris"></citation-card>'

inChromium('a card that is moved keeps what the reader chose', {}, async ({ page, open, here }) => {
  await open(html(`<main></main>${CARD}`, { head: highwire }))
  await ready(page)
  await tab(page, 'Vancouver').click()
  await shows(page, 'Procter S')
  // What is fetched ahead, when there is time for it.
  for (const ahead of [/\/styles\/index\.json$/, /\/split_bibtex_ris\.wasm$/]) await until(() => here.requests.some((path) => ahead.test(path)), ahead)
  const before = here.requests.length
  await page.evaluate(() => document.querySelector('main').append(document.querySelector('citation-card')))
  await shows(page, 'Procter S')
  assert.ok(await selected(tab(page, 'Vancouver')))
  await tab(page, 'APA').click()
  await shows(page, 'Procter, S.')
  assert.deepEqual(here.requests.slice(before), [], 'nothing is fetched again')
  assert.equal((await events(page, 'ready')).length, 1)
})

inChromium('a card that is removed and added again works', {}, async ({ page, open }) => {
  await open(html(CARD, { head: highwire }))
  await ready(page)
  for (const time of [1, 2, 3]) {
    await page.evaluate(async () => {
      window.card = document.querySelector('citation-card')
      window.card.remove()
      await new Promise((resolve) => setTimeout(resolve, 50))
      document.body.append(window.card)
    })
    await shows(page, 'Procter, S.')
    await tab(page, time % 2 ? 'Vancouver' : 'APA').click()
    await shows(page, time % 2 ? 'Procter S' : 'Procter, S.')
  }
  assert.deepEqual(await events(page, 'error'), [])
})

inChromium('a card removed before it has loaded leaves nothing behind', {}, async ({ page, open, here }) => {
  here.answer(/\.wasm$/, { delay: 300 })
  await open(html(CARD, { head: highwire }))
  await page.evaluate(() => document.querySelector('citation-card').remove())
  await page.waitForTimeout(800)
  await page.evaluate((card) => document.body.insertAdjacentHTML('beforeend', card), CARD)
  await ready(page)
})

// The application of a card that is gone serves the next one.
inChromium('a card that follows another one begins anew, and none leaves a listener behind', { chromium: NEEDS.devtools }, async ({ page, context, open }) => {
  await open(html('<div id="place"></div>'))
  const comeAndGo = (record, layout) => page.evaluate(async ([record, layout]) => {
    const card = Object.assign(document.createElement('citation-card'), { loading: 'eager', layout, record, styles: 'apa', formats: 'ris' })
    const ready = new Promise((resolve) => card.addEventListener('citation-card-ready', resolve))
    document.querySelector('#place').append(card)
    await ready
    const root = card.shadowRoot
    const begins = {
      says: /Procter, S|Shannon, C/.exec(root.textContent)[0],
      tab: root.querySelector('[role=tab][aria-selected=true]')?.dataset.name,
      open: root.querySelectorAll('details[open], dialog[open], [aria-expanded=true]').length,
    }
    root.querySelector('[aria-haspopup=dialog]')?.click()
    root.querySelectorAll('details').forEach((details) => { details.open = true })
    root.querySelector('[data-name=RIS]')?.click()
    await new Promise((resolve) => setTimeout(resolve, 50))
    card.remove()
    return begins
  }, [record, layout])
  const listeners = async () => {
    const session = await context.newCDPSession(page)
    await session.send('HeapProfiler.collectGarbage')
    const { jsEventListeners } = await session.send('Memory.getDOMCounters')
    await session.detach()
    return jsEventListeners
  }
  const counts = []
  for (let time = 0; time < 5; time++) {
    for (const [record, layout] of [[demo, 'card'], [shannon, 'card'], [demo, 'button'], [shannon, 'button'], [demo, 'inline'], [shannon, 'compact']]) {
      const tab = layout === 'inline' ? undefined : 'APA'
      assert.deepEqual(await comeAndGo(record, layout), { says: record === demo ? 'Procter, S' : 'Shannon, C', tab, open: 0 }, layout)
    }
    counts.push(await listeners())
  }
  // Some may not be collected yet: fewer than one for each of these 18 cards.
  assert.ok(counts[4] < counts[1] + 18, `listeners: ${counts}`)
})

inChromium('two cards share one module, one style and one locale', {}, async ({ page, open, here }) => {
  await open(html(`${CARD}${CARD.replace('<citation-card', '<citation-card id="other"')}`, { head: highwire }))
  await ready(page, 'citation-card:not(#other)')
  await ready(page, '#other')
  const times = (pattern) => here.requests.filter((path) => pattern.test(path)).length
  assert.equal(times(/\/core\.wasm$/), 1)
  assert.equal(times(/\/styles\/apa\.txt$/), 1)
  assert.equal(times(/\/locales\//), 1)
  assert.equal(times(/\.(csl|xml)$|compiler/), 0, 'what is shipped is compiled')
  await tab(page, 'Vancouver', '#other').click()
  await shows(page, 'Procter S', '#other')
  await shows(page, 'Procter, S.', 'citation-card:not(#other)')
  await tab(page, 'RIS', 'citation-card:not(#other)').focus()
  await page.keyboard.press('Home')
  assert.ok(await selected(tab(page, 'Vancouver', '#other')), 'keys stay in their card')
})

inChromium('a card far down the page loads when it comes near', {}, async ({ page, open, here }) => {
  await open(html(`<div style="height: 6000px"></div>${CARD}`, { head: highwire }))
  await page.waitForTimeout(400)
  assert.deepEqual(here.requests.filter((path) => /wasm|styles\/|locales/.test(path)), [])
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await ready(page)
})

inChromium('an eager card does not wait to come near', {}, async ({ page, open }) => {
  await open(html(`<div style="height: 6000px"></div>${CARD.replace('<citation-card', '<citation-card loading="eager"')}`, { head: highwire }))
  await until(async () => (await events(page, 'ready')).length === 1)
})

inChromium('a card inserted after the page has loaded works', {}, async ({ page, open }) => {
  await open(html('<p>Nothing yet</p>', { head: highwire }))
  await page.evaluate((card) => {
    const range = document.createRange()
    document.body.append(range.createContextualFragment(card))
  }, CARD)
  await shows(page, 'Procter, S.')
})

inChromium('500 cards on one page all stand', {}, async ({ page, open }) => {
  const cards = Array.from({ length: 500 }, (_, at) =>
    `<citation-card loading="eager" styles="apa" formats="bibtex"><script type="application/vnd.citationstyles.csl+json">${
      json({ ...shannon, title: `Work number ${at}` })}</script></citation-card>`)
  await open(html(cards.join('\n')))
  await until(async () => (await events(page, 'ready')).length === 500, '500 cards', 60_000)
  const titles = await page.evaluate(() => [...document.querySelectorAll('citation-card')].map((card) =>
    /Work number (\d+)/.exec(card.shadowRoot.querySelector('[role=tabpanel]')?.textContent)?.[1]))
  assert.deepEqual(titles, Array.from({ length: 500 }, (_, at) => String(at)))
  // What is far from the viewport has no boxes in Firefox.
  const one = page.locator('citation-card').nth(321)
  await one.scrollIntoViewIfNeeded()
  await one.getByRole('tab').last().click()
  await one.getByRole('tabpanel').filter({ hasText: '@article' }).waitFor()
})

// Yew finds its listeners by numbers on nodes, from 1 in every module: the card has to keep apart.
inChromium("on a page that runs Yew, the page's handlers and the card's each run as they should", {}, async ({ page, open }) => {
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow
    Element.prototype.attachShadow = function (options) {
      window.root = attach.call(this, options)
      return window.root
    }
  })
  const start = '<div id="app"></div><script type="module">import init, { start } from "/host/host_app.js"; await init(); start("app"); ' +
    'await new Promise((resolve) => setTimeout(resolve)); await import("/card/citation-card.js")</script>'
  await open(html(start, { head: highwire, script: null }))
  await until(() => page.evaluate(() => window.root?.querySelectorAll('[role=tab]').length > 1))
  const counts = () => page.locator('#counts').innerText()
  assert.equal(await counts(), 'around 0 unrelated 0')
  // A real press, at the place on the screen: a closed root lets no locator in.
  const press = async (at) => {
    const box = await page.evaluate((at) => {
      const tab = window.root.querySelectorAll('[role=tab]')[at]
      tab.scrollIntoView({ block: 'center' })
      const { x, y, width, height } = tab.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    }, at)
    await page.mouse.click(box.x, box.y)
  }
  await press(1)
  await until(() => page.evaluate(() => window.root.querySelectorAll('[role=tab]')[1].getAttribute('aria-selected') === 'true'))
  assert.equal(await counts(), 'around 1 unrelated 0')
  await page.locator('#unrelated').click()
  assert.equal(await counts(), 'around 1 unrelated 1')
  await press(0)
  await until(() => page.evaluate(() => window.root.querySelectorAll('[role=tab]')[0].getAttribute('aria-selected') === 'true'))
  assert.equal(await counts(), 'around 2 unrelated 1')
})

inChromium('on any other page the root is open', {}, async ({ page, open }) => {
  await open(html(CARD, { head: highwire }))
  await ready(page)
  assert.equal(await page.evaluate(() => document.querySelector('citation-card').shadowRoot?.mode), 'open')
})

const SECOND = /^warning: citation-card \S+ does nothing: version 99\.9\.9 is on this page already; load one of them$/
inChromium('two versions on one page do not fight: the first one serves', { console: SECOND }, async ({ page, open, here }) => {
  const said = []
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  const [, version] = /^version = "(.*)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'))
  let changed = 0
  for (const name of modules()) {
    const text = readFileSync(join(dist, name), 'utf8')
    const other = text.replaceAll(version, '99.9.9')
    changed += other !== text
    here.page(`/card2/${name}`, other)
  }
  assert.equal(changed, 1)
  await open(html(CARD, { head: `${highwire}<script type="module" src="/card2/citation-card.js"></script>` }))
  await ready(page)
  assert.equal(here.requests.filter((path) => path.endsWith('core.wasm')).length, 1)
  assert.deepEqual(await events(page, 'error'), [])
  assert.equal(said.filter((line) => SECOND.test(line)).length, 1, said.join('\n'))
})

inChromium('the folder works from another origin that allows it', { origins: (there) => [there.origin] }, async ({ page, open, there }) => {
  there.answer(/./, { headers: { 'Access-Control-Allow-Origin': '*' } })
  await open(html(CARD, { head: highwire, script: `${there.origin}/card/citation-card.js` }))
  await ready(page)
  await tab(page, 'Vancouver').click()
  await shows(page, 'Procter S')
})

inChromium('a single-page application that rewrites the head updates the card', {}, async ({ page, open }) => {
  await open(html(CARD, { head: highwire }))
  await shows(page, 'Procter')
  await page.evaluate(() => {
    for (const meta of document.querySelectorAll('meta[name^=citation_]')) meta.remove()
    for (const [name, content] of [['title', 'Another work'], ['author', 'Doe, Jane'], ['journal_title', 'J'], ['publication_date', '2001']]) {
      document.head.append(Object.assign(document.createElement('meta'), { name: `citation_${name}`, content }))
    }
  })
  await shows(page, 'Another work')
  assert.doesNotMatch(await panel(page).first().innerText(), /Procter/)
})

inChromium('the card gives no second set of metadata to reference managers', {}, async ({ page, open }) => {
  await open(html(CARD, { head: highwire }))
  const count = () => page.evaluate(() => document.querySelectorAll('meta, .Z3988, [itemscope], script[type*=json]').length)
  const before = await count()
  await ready(page)
  assert.equal(await count(), before)
})

inChromium('what a folder of the page’s own lacks comes from beside the script', { console: /404/ }, async ({ page, open, here }) => {
  await open(html(CARD.replace('<citation-card', '<citation-card assets="/elsewhere"'), { head: highwire }))
  await shows(page, 'Procter, S.')
  await tab(page, 'Vancouver').click()
  await shows(page, 'Procter S')
  const asked = here.requests.filter((path) => /\/(styles|locales)\//.test(path))
  assert.ok(asked.some((path) => path === '/elsewhere/styles/apa.csl'), asked.join(' '))
  assert.ok(asked.some((path) => path.startsWith('/elsewhere/locales/')), asked.join(' '))
  assert.ok(asked.some((path) => path.startsWith('/card/styles/apa.txt')), asked.join(' '))
})

inChromium('an eager card far away shows its citation, and the rest when it comes near', {}, async ({ page, open }) => {
  await open(html(`<div style="height: 6000px"></div>${CARD.replace('<citation-card', '<citation-card loading="eager"')}`, { head: highwire }))
  await until(async () => (await events(page, 'ready')).length === 1)
  const count = (selector) => page.evaluate((selector) => document.querySelector('citation-card').shadowRoot.querySelectorAll(selector).length, selector)
  assert.equal(await count('.entry'), 1)
  assert.equal(await count('.find, .actions button, .sections'), 0)
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await until(async () => (await count('.find')) === 1)
  await until(async () => (await count('.actions button')) >= 2, 'the buttons')
  await until(async () => (await count('.sections')) === 1, 'the sections')
})
