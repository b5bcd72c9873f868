// The look: the page's colours, heights that stay, layouts that begin with the citation, presses
// that copy.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NEEDS, button, clipboard, events, html, inChromium, panel, ready, shows, tab, until, useChromium } from './chromium.mjs'
import { highwire, json, shannon, demo } from './records.mjs'
import { root } from './server.mjs'

useChromium({ '/card/': join(root, 'dist'), '/dist/': join(root, 'dist'), '/demo/': join(root, 'demo') })

const text = (path) => readFileSync(join(root, path), 'utf8')
const LOOKS = ['blog', 'bootstrap', 'docs', 'sidebar', 'table']
const inline = (record, attributes = '') =>
  `<citation-card ${attributes}><script type="application/vnd.citationstyles.csl+json">${json(record)}</script></citation-card>`

// What has moved without the reader's doing (https://wicg.github.io/layout-instability/).
const watchShifts = (page) => page.addInitScript(() => {
  window.shifts = []
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts.push(value)
  }).observe({ type: 'layout-shift', buffered: true })
})
const shifted = (page) => page.evaluate(() => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(() => resolve(window.shifts.reduce((sum, value) => sum + value, 0)), 300))
}))

for (const width of [320, 480, 768, 1280]) {
  inChromium(`nothing jumps while the demo and the five looks load: ${width} px`, { context: { viewport: { width, height: 844 } } }, async ({ page, here }) => {
    await watchShifts(page)
    for (const [path, file] of [['/index.html', 'index.html'], ...LOOKS.map((name) => [`/demo/looks/${name}.html`, `demo/looks/${name}.html`])]) {
      await page.goto(here.page(path, text(file)))
      await page.locator('citation-card').first().getByRole('button').first().waitFor()
      const sum = await shifted(page)
      assert.ok(sum < 0.02, `${path}: ${sum}`)
    }
  })
}

for (const width of [320, 360, 480, 768, 1280]) {
  inChromium(`the card keeps its height through all tabs: ${width} px`, { context: { viewport: { width, height: 900 } } }, async ({ page, open }) => {
    for (const layout of ['card', 'compact']) {
      await open(html(`${inline({ ...demo, DOI: '10.1111/ntwe.12219' }, `layout="${layout}"`)}`))
      await ready(page)
      await until(async () => (await events(page, 'ready'))[0], 'all parts')
      const height = () => panel(page).evaluate((panel) => Math.round(panel.getBoundingClientRect().height))
      const first = await height()
      const heights = {}
      for (const name of await page.locator('citation-card').getByRole('tab').allTextContents()) {
        await tab(page, name).click()
        await until(async () => (await panel(page).getAttribute('aria-busy')) === 'false' && (await panel(page).getAttribute('aria-label')) === name, name)
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
        heights[name] = await height()
      }
      assert.deepEqual(heights, Object.fromEntries(Object.keys(heights).map((name) => [name, first])), layout)
    }
  })
}

inChromium('an address that has room is whole', {}, async ({ page, open }) => {
  await open(html(inline({ ...demo, DOI: '10.1111/ntwe.12219' })))
  const address = page.locator('citation-card').getByRole('button', { name: /^Copy link/ }).locator('bdi')
  const [shown, needed] = await address.evaluate((node) => [node.getBoundingClientRect().width, node.scrollWidth])
  assert.ok(needed - shown < 1, `${needed} px in ${shown}`)
})

inChromium('a file has room for ten lines at least, and long lines wrap below their keys', {}, async ({ page, open }) => {
  await open(html(inline({ ...demo, abstract: 'Words and words. '.repeat(40) }, 'layout="compact"')))
  await ready(page)
  await tab(page, 'BibTeX').click()
  await shows(page, '@article')
  const { lines, wide, keys, indent } = await page.locator('citation-card').evaluate((card) => {
    const code = card.shadowRoot.querySelector('.code')
    const { lineHeight } = getComputedStyle(code)
    return {
      lines: code.clientHeight / parseFloat(lineHeight),
      wide: code.scrollWidth - code.clientWidth,
      keys: [...code.querySelectorAll('.key')].map((key) => key.textContent.trim()).slice(0, 3),
      indent: getComputedStyle(code.querySelector('.row')).textIndent,
    }
  })
  assert.ok(lines >= 10, `${lines} lines`)
  assert.equal(wide, 0)
  assert.equal(keys[0], '@article{')
  assert.ok(keys.slice(1).every((key) => key.endsWith('=')), String(keys))
  assert.match(indent, /^-/)
})

const colours = (page) => page.locator('citation-card').evaluate((card) => {
  const { shadowRoot } = card
  const of = (selector, property) => getComputedStyle(shadowRoot.querySelector(selector))[property]
  return { ink: of('article', 'color'), main: of('.button.primary', 'backgroundColor'), on: of('.button.primary > *', 'color'), scheme: of('article', 'colorScheme') }
})
const CREAM = { ink: 'rgb(51, 41, 31)', main: 'rgb(51, 41, 31)', on: 'rgb(251, 246, 236)', scheme: 'light' }
const NIGHT = { ink: 'rgb(201, 209, 217)', main: 'rgb(201, 209, 217)', on: 'rgb(13, 17, 23)', scheme: 'dark' }
const THEMES = '<style>body { background: #fbf6ec; color: #33291f } .night { background: #0d1117; color: #c9d1d9 } .slow { transition: background-color 200ms, color 200ms }</style>'

inChromium('the card takes the colours of its page, and follows them', {}, async ({ page, open }) => {
  await open(html('<div id="around"><citation-card></citation-card></div>', { head: highwire + THEMES }))
  await button(page, /^Copy citation/).waitFor()
  assert.deepEqual(await colours(page), CREAM)
  const becomes = (expected, what) => until(async () => JSON.stringify(await colours(page)) === JSON.stringify(expected), what)
  await page.evaluate(() => document.body.classList.add('night'))
  await becomes(NIGHT, 'the dark page')
  await page.evaluate(() => document.body.classList.remove('night'))
  await becomes(CREAM, 'the light page again')
  await page.evaluate(() => document.querySelector('#around').classList.add('night'))
  await becomes(NIGHT, 'a dark box around the card')
  await page.evaluate(() => { document.querySelector('#around').className = ''; document.body.classList.add('slow') })
  await becomes(CREAM, 'the light page')
  await page.evaluate(() => document.body.classList.add('night'))
  await becomes(NIGHT, 'the end of a transition')
})

inChromium('the card follows the system, finds its page out of a shadow root, and obeys its properties', { chromium: NEEDS.media, context: { colorScheme: 'light' } }, async ({ page, open }) => {
  const head = `${highwire}<style>:root { color-scheme: light dark } citation-card.own { --citation-card-accent: #800000; --citation-card-on-accent: #ffff00; --citation-card-surface: #000; --citation-card-ink: #fff }</style>`
  await open(html('<citation-card></citation-card>', { head }))
  await button(page, /^Copy citation/).waitFor()
  assert.deepEqual((await colours(page)).scheme, 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await until(async () => (await colours(page)).scheme === 'dark', 'the dark system')
  const { ink, on } = await colours(page)
  assert.notEqual(ink, on)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.evaluate(() => { document.querySelector('citation-card').className = 'own' })
  await until(async () => (await colours(page)).scheme === 'dark', 'the dark surface')
  assert.deepEqual(await colours(page), { ink: 'rgb(255, 255, 255)', main: 'rgb(128, 0, 0)', on: 'rgb(255, 255, 0)', scheme: 'dark' })
  await page.evaluate(() => {
    const host = document.body.appendChild(document.createElement('div'))
    const root = host.attachShadow({ mode: 'open' })
    root.innerHTML = '<div style="background: #0d1117; color: #c9d1d9"></div>'
    const card = document.querySelector('citation-card')
    card.className = ''
    root.firstChild.append(card)
  })
  await until(async () => JSON.stringify(await colours(page)) === JSON.stringify(NIGHT), 'the box in the shadow root')
})

inChromium('on a background that the text could not be read on, the card goes by the text', {}, async ({ page, open }) => {
  const head = `${highwire}<style>body { background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"); color: #eee }</style>`
  await open(html('<citation-card></citation-card>', { head }))
  await button(page, /^Copy citation/).waitFor()
  assert.deepEqual(await colours(page), { ink: 'rgb(238, 238, 238)', main: 'rgb(238, 238, 238)', on: 'rgb(17, 17, 17)', scheme: 'dark' })
})

for (const layout of ['card', 'compact', 'button', 'link']) {
  inChromium(`on a phone Copy is in the first screen: ${layout}`, { context: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } } }, async ({ page, open }) => {
    await open(html(inline({ ...demo, DOI: '10.1111/ntwe.12219' }, `layout="${layout}"`)))
    if (layout === 'button' || layout === 'link') await button(page, 'Cite').click()
    const copy = button(page, /^Copy citation/)
    await copy.waitFor()
    const { y, height } = await copy.boundingBox()
    assert.ok(y + height <= 844, `its end is at ${y + height} px`)
  })
}

inChromium('the dialog opens on the citation, with the focus on Copy and the work folded; Enter copies', {}, async ({ page, open }) => {
  await open(html(`<p>Words <citation-card layout="button"></citation-card> and <citation-card layout="link" id="quiet"></citation-card> go on.</p>`, { head: highwire }))
  const first = page.locator('citation-card').first()
  const cite = first.getByRole('button', { name: 'Cite' })
  await cite.waitFor()
  const lines = await page.evaluate(() => {
    const [button, link] = document.querySelectorAll('citation-card')
    return { one: Math.abs(button.getBoundingClientRect().top - link.getBoundingClientRect().top) < 20, link: link.getBoundingClientRect().height, display: getComputedStyle(button).display }
  })
  assert.equal(lines.display, 'inline-block')
  assert.ok(lines.one && lines.link < 30, JSON.stringify(lines))
  await cite.click()
  await first.getByRole('tabpanel').waitFor()
  assert.match(await first.evaluate((card) => card.shadowRoot.activeElement?.getAttribute('aria-label') ?? ''), /^Copy citation/)
  assert.equal(await first.getByText('Journal article').isVisible(), false)
  await page.keyboard.press('Enter')
  await until(async () => (await events(page, 'copy'))[0], 'a copy')
  await first.getByText('About this work').click()
  await first.getByText('Journal article').waitFor()
})

inChromium('a press on the reference copies it, and says once that italics stay; selecting copies nothing', {}, async ({ page, open }) => {
  await open(html(inline(demo)))
  await ready(page)
  const entry = page.locator('citation-card').locator('[part~=entry]')
  const hint = page.locator('citation-card').locator('.hint')
  await entry.click({ position: { x: 60, y: 12 } })
  await until(async () => (await events(page, 'copy')).length === 1, 'a copy')
  assert.match((await clipboard(page))['text/html'], /<i>New Technology/)
  await hint.waitFor()
  await hint.waitFor({ state: 'detached' })
  await entry.click({ position: { x: 60, y: 12 } })
  await until(async () => (await events(page, 'copy')).length === 2, 'a second copy')
  assert.equal(await hint.count(), 0)
  const box = await entry.boundingBox()
  await page.mouse.move(box.x + 60, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + 260, box.y + 12, { steps: 4 })
  await page.mouse.up()
  await page.waitForTimeout(200)
  assert.equal((await events(page, 'copy')).length, 2)
})

inChromium('ranges of pages stay whole and DOIs break at their slashes', { webkit: NEEDS.narrow, context: { viewport: { width: 340, height: 800 } } }, async ({ page, open }) => {
  await open(html(inline({ ...shannon, title: 'A' })))
  await ready(page)
  const lines = (selector) => page.locator('citation-card').evaluate((card, selector) => {
    const range = document.createRange()
    range.selectNodeContents(card.shadowRoot.querySelector(selector))
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
  }, selector)
  for (let width = 240; width < 420; width += 12) {
    await page.setViewportSize({ width, height: 800 })
    assert.equal(await lines('.entry .whole'), 1, `${width} px`)
  }
  assert.match(await page.locator('citation-card').evaluate((card) => card.shadowRoot.querySelector('.entry a').innerHTML), /10\.1002\/<!---->?<wbr>|10\.1002\/<wbr>/)
})

for (const [name, context] of [['a mouse', {}], ['a finger', { hasTouch: true, isMobile: true }]]) {
  const least = name === 'a mouse' ? 24 : 44
  inChromium(`what is pressed is ${least} px for ${name}, also in small type`, { context: { ...context, viewport: { width: 600, height: 900 } } }, async ({ page, open }) => {
    await open(html(inline({ ...demo, author: demo.author.map((one) => ({ ...one, ORCID: '0000-0002-1825-0097' })) }), { head: '<style>body { font-size: 13px }</style>' }))
    await ready(page)
    await button(page, /^Copy citation/).waitFor()
    const small = await page.locator('citation-card').evaluate((card, least) =>
      [...card.shadowRoot.querySelectorAll('button, select, summary, .orcid')].map((control) => {
        const { width, height } = control.getBoundingClientRect()
        const more = getComputedStyle(control, '::before')
        const grown = (edge, size) => (more.position === 'absolute' ? Math.max(size, size - 2 * parseFloat(more[edge] || 0)) : size)
        return [control.className || control.tagName, grown('left', width), grown('top', height)]
      }).filter(([, width, height]) => width > 0 && (width < least - 0.5 || height < least - 0.5)), least)
    assert.deepEqual(small, [])
  })
}
