// axe-core finds nothing: light, dark and with forced colours, wide and narrow, left to right and right to
// left, with each kind of panel, with a message, with all sections. What forced colours and print show.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { NEEDS, button, events, html, inChromium, ready, shows, tab, until, useChromium } from './chromium.mjs'
import { demo } from './records.mjs'

useChromium()

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

const full = {
  ...demo,
  author: demo.author.map((name, at) => (at === 0 ? { ...name, ORCID: '0000-0002-1825-0097' } : name)),
  abstract: 'What the paper studies. '.repeat(60),
  keyword: 'caring work; worker-client relations; health services',
  DOI: '10.1000/182',
  custom: {
    corresponding: [0],
    'type-line': 'Research output: Contribution to journal › Article › peer-review',
    metrics: [{ label: 'citation', count: 1, source: 'Scopus' }, { label: 'downloads', count: 17, source: 'Pure' }],
    topics: [{ name: 'Mental Health Service', weight: 1, group: 'Medicine' }, { name: 'Worker', weight: 0.4, group: 'Social Sciences' }],
  },
}

async function nothingFound(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')} ${failureSummary}`).join('; ')}`)
  assert.deepEqual([...found, ...await page.locator('citation-card').evaluate(unseen)], [])
}

// In the page: text in the colour of what is behind it. With forced colours axe does not look at contrast.
function unseen({ shadowRoot }) {
  if (!matchMedia('(forced-colors: active)').matches) return []
  const behind = (node) => {
    const { backgroundColor } = getComputedStyle(node)
    return /, 0\)$/.test(backgroundColor) && node.parentElement ? behind(node.parentElement) : backgroundColor
  }
  const written = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim())
  const texts = [...shadowRoot.querySelectorAll('article *, .opener *, .inline *')].filter((node) => written(node) && node.checkVisibility({ visibilityProperty: true }))
  const page = getComputedStyle(document.documentElement).backgroundColor
  return texts.filter((node) => {
    const ground = behind(node)
    return getComputedStyle(node).color === (/, 0\)$/.test(ground) ? page : ground)
  }).map((node) => `cannot be seen: ${node.outerHTML.slice(0, 80)}`)
}

// Opens the search, and types a name; gives the field.
async function search(page, name) {
  await button(page, /^Any style/).click()
  const field = page.locator('citation-card').getByRole('combobox', { name: 'Find a style or format' })
  await field.fill(name)
  await page.locator('citation-card .option').filter({ hasText: new RegExp(name, 'i') }).first().waitFor()
  return field
}

// A narrow card has the search in place of its tabs.
async function find(page, name) {
  const field = await search(page, name)
  await nothingFound(page)
  await field.press('ArrowDown')
  await field.press('Enter')
  await field.waitFor({ state: 'detached' })
}

const inMain = (dir) => html('<main><h1>A page</h1><citation-card styles="apa vancouver" formats="bibtex ris"></citation-card></main>',
  { dir, lang: dir === 'rtl' ? 'ar' : 'en-GB', head: '<style>:root { color-scheme: light dark; background: Canvas }</style>' })

// Of forced colours those of a dark scheme: the browser's own colours for marks and links differ most from the page's.
const COLOURS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
}
for (const [colours, context] of Object.entries(COLOURS)) {
  for (const [dir, width] of [['ltr', 1280], ['ltr', 320], ['rtl', 768]]) {
    inChromium(`axe finds nothing: ${colours}, ${dir}, ${width} px`, { context: { ...context, viewport: { width, height: 900 } } }, async ({ page, open }) => {
      await open(inMain(dir))
      await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
      await ready(page)
      await nothingFound(page)
      await (width > 352 ? tab(page, 'RIS').click() : find(page, 'RIS'))
      await shows(page, 'TY  - JOUR')
      await nothingFound(page)
    })
  }
}

// The reader's own text size (WCAG 1.4.4): nothing overlaps, nothing is cut, words stay whole.
const crowd = {
  ...full,
  author: Array.from({ length: 40 }, (_, at) => ({ family: `Longfamilyname${at}`, given: 'Alexander' })),
  license: 'https://creativecommons.org/licenses/by/4.0/',
  publisher: 'Taylor and Francis Group',
  'publisher-place': 'Newcastle upon Tyne',
  ISSN: '0268-1072', 'number-of-pages': '22',
}
for (const size of [16, 24, 32]) {
  for (const width of [320, 1000, 1280]) {
    inChromium(`axe finds nothing and every line of the details has room for words: text of ${size} px in ${width} px`, { context: { viewport: { width, height: 900 } } }, async ({ page, open }) => {
      await open(inMain('ltr').replace('<style>', `<style>html { font-size: ${size}px }`))
      await page.evaluate((record) => { document.querySelector('citation-card').record = record }, crowd)
      await ready(page)
      await button(page, /^Save/).waitFor()
      await nothingFound(page)
      const { narrow, wide, broken } = await page.locator('citation-card').evaluate((card) => {
        const { shadowRoot } = card
        const text = [...shadowRoot.querySelectorAll('.details dt, .details dd')]
        const size = (node) => parseFloat(getComputedStyle(node).fontSize)
        const boxes = (word) => {
          const range = document.createRange()
          range.setStart(word.node, word.index)
          range.setEnd(word.node, word.index + word.length)
          return new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top))).size
        }
        const words = []
        for (const cell of text) {
          if (cell.querySelector('a')) continue
          const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
          while (walk.nextNode()) {
            for (const { index, 0: word } of walk.currentNode.data.matchAll(/[A-Za-z]+/g)) {
              words.push({ node: walk.currentNode, index, length: word.length, word })
            }
          }
        }
        return {
          narrow: text.filter((node) => node.getBoundingClientRect().width < 5.5 * size(node)).map((node) => node.textContent),
          wide: document.documentElement.scrollWidth - innerWidth,
          broken: words.filter((word) => boxes(word) > 1).map(({ word }) => word),
        }
      })
      assert.deepEqual({ narrow, wide: Math.max(0, wide), broken }, { narrow: [], wide: 0, broken: [] })
    })
  }
}

inChromium('a page that makes its root small makes the card no smaller', {}, async ({ page, open }) => {
  const width = async (root) => {
    await open(inMain('ltr').replace('<style>', `<style>html { font-size: ${root} } body { font-size: 16px }`))
    await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
    await page.locator('citation-card .details dt').first().waitFor()
    return page.locator('citation-card').evaluate((card) => [...card.shadowRoot.querySelectorAll('.work, .cite, .details dt')].map((node) => {
      const { paddingInlineStart, inlineSize } = getComputedStyle(node)
      return [paddingInlineStart, inlineSize]
    }))
  }
  assert.deepEqual(await width('62.5%'), await width('100%'))
})

inChromium('a citation that scrolls can be reached by keys, and only that', { context: { viewport: { width: 320, height: 900 } } }, async ({ page, open }) => {
  await open(inMain('ltr'))
  const scrolls = () => page.locator('citation-card').evaluate((card) => {
    const sheet = card.shadowRoot.querySelector('.shown')
    return [sheet.scrollHeight > sheet.clientHeight, sheet.getAttribute('tabindex')]
  })
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
  await shows(page, 'Procter, S.')
  assert.deepEqual(await scrolls(), [false, null])
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, crowd)
  await shows(page, 'Longfamilyname')
  await until(async () => (await scrolls())[1] === '0', 'the tab stop')
  assert.deepEqual(await scrolls(), [true, '0'])
  await page.setViewportSize({ width: 1280, height: 900 })
  await until(async () => (await scrolls())[1] === null, 'no tab stop in a wide card')
})

inChromium('axe finds nothing in a card that has failed', { console: /503/ }, async ({ page, open, here }) => {
  const end = here.answer(/\/styles\/(vancouver|nlm-)[^/]*$/, { status: 503 })
  await open(inMain('ltr'))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
  await ready(page)
  await tab(page, 'Vancouver').click()
  await page.locator('citation-card').getByRole('button', { name: /retry|try again/i }).waitFor()
  await nothingFound(page)
  end()
})

inChromium('what can be pressed is large enough, also for fingers', { context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } } }, async ({ page, open }) => {
  await open(inMain('ltr'))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
  await ready(page)
  assert.ok(await page.evaluate(() => matchMedia('(pointer: coarse)').matches))
  const small = await page.locator('citation-card').evaluate((card) =>
    [...card.shadowRoot.querySelectorAll('button, select, summary')]
      .map((control) => [control.textContent.trim().slice(0, 20), control.getBoundingClientRect()])
      .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
      .map(([name, { width, height }]) => `${name}: ${Math.round(width)} × ${Math.round(height)}`))
  assert.deepEqual(small, [])
})

for (const width of [200, 320, 768]) {
  inChromium(`nothing is wider than a card of ${width} px`, { context: { viewport: { width: width + 16, height: 900 } } }, async ({ page, open }) => {
    await open(inMain('ltr'))
    await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
    await ready(page)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  })
}

// The states that only a press, a mistake or an attribute leads to.
const refuse = () => {
  const no = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))
  Clipboard.prototype.write = no
  Clipboard.prototype.writeText = no
  document.execCommand = () => false
}
const STATES = {
  copied: { act: (page) => button(page, /^Copy citation/).click().then(() => until(async () => (await events(page, 'copy'))[0])) },
  'an in-text citation copied': { act: (page) => button(page, /^Copy in-text/).first().click().then(() => until(async () => (await events(page, 'copy'))[0])) },
  refused: { before: (page) => page.addInitScript(refuse), act: (page) => button(page, /^Copy citation/).click().then(() => page.locator('citation-card').getByRole('alert').waitFor()) },
  problems: { attributes: 'layout="kard" hide="titel"', act: (page) => page.locator('citation-card').getByText(/^For the owner/).click() },
  'the metadata report': { attributes: 'debug', act: (page) => page.locator('citation-card').getByRole('table').waitFor() },
  'a list': { several: 2 },
  'a filter that finds nothing': { several: 20, act: (page) => page.locator('citation-card').getByRole('searchbox').fill('nothing').then(() => page.locator('citation-card').getByText('No work matches').waitFor()) },
  'a list as a file': { several: 20, act: (page) => page.locator('citation-card').getByRole('tab', { name: 'BibTeX' }).click().then(() => page.locator('citation-card .code').waitFor()) },
  compact: { attributes: 'layout="compact"' },
  'the search': { act: (page) => search(page, 'nature') },
  'the menu of files': { act: (page) => button(page, /^Save/).click() },
  'the options': { act: (page) => page.locator('citation-card').getByText('Options', { exact: true }).click() },
}
for (const [colours, context] of Object.entries(COLOURS)) {
  for (const [name, { before, act, attributes = '', several }] of Object.entries(STATES)) {
    inChromium(`axe finds nothing: ${name}, ${colours}`, { context }, async ({ page, open }) => {
      await before?.(page)
      await open(inMain('ltr').replace('<citation-card', `<citation-card ${attributes}`))
      await page.evaluate(([record, several]) => {
        const card = document.querySelector('citation-card')
        if (several) card.records = [record, ...Array.from({ length: several - 1 }, () => ({ type: 'book', title: 'Another', author: [{ family: 'Doe', given: 'J.' }] }))]
        else card.record = record
      }, [full, several])
      await ready(page)
      await button(page, /^Save/).waitFor()
      await act?.(page)
      await nothingFound(page)
    })
  }
  inChromium(`axe finds nothing: the dialog, ${colours}`, { context }, async ({ page, open }) => {
    await open(inMain('ltr').replace('<citation-card', '<citation-card layout="button"'))
    await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
    await button(page, 'Cite').click()
    await ready(page)
    await nothingFound(page)
  })
  inChromium(`axe finds nothing: inline, ${colours}`, { context }, async ({ page, open }) => {
    await open(inMain('ltr').replace('<citation-card', 'Cite <citation-card layout="inline"'))
    await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
    await button(page, /^Copy citation/).waitFor()
    await nothingFound(page)
  })
}

const style = (page, selector, property, pseudo) =>
  page.locator('citation-card').evaluate((card, [selector, property, pseudo]) =>
    getComputedStyle(card.shadowRoot.querySelector(selector), pseudo)[property], [selector, property, pseudo])

async function withFull(page, open) {
  await open(inMain('ltr'))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
  await ready(page)
}

inChromium('with forced colours the selected tab and success are told by borders', { context: { forcedColors: 'active' } }, async ({ page, open }) => {
  await withFull(page, open)
  const line = (selected) => style(page, `[role=tab][aria-selected=${selected}]`, 'borderBottomColor', '::after')
  assert.notEqual(await line('true'), await line('false'))
  assert.equal(await style(page, '[role=tab][aria-selected=true]', 'borderBottomWidth', '::after'), '2px')
  const width = () => style(page, '.button.primary', 'borderTopWidth')
  assert.equal(await width(), '1px')
  await button(page, /^Copy citation/).click()
  await until(async () => (await width()) === '2px', 'the border of success')
})

inChromium('with reduced motion nothing moves', { context: { reducedMotion: 'reduce' } }, async ({ page, open }) => {
  await withFull(page, open)
  const moving = await page.locator('citation-card').evaluate((card) =>
    [...card.shadowRoot.querySelectorAll('*')].filter((node) => {
      const { transitionDuration, transitionProperty, animationName, animationDuration } = getComputedStyle(node)
      return (transitionProperty !== 'none' && transitionDuration.split(',').some((one) => parseFloat(one) > 0)) ||
        (animationName !== 'none' && parseFloat(animationDuration) > 0.01)
    }).map((node) => node.outerHTML.slice(0, 60)))
  assert.deepEqual(moving, [])
})

inChromium('print has the whole text and none of the controls', { chromium: NEEDS.media }, async ({ page, open }) => {
  await withFull(page, open)
  await tab(page, 'RIS').click()
  await shows(page, 'TY  - JOUR')
  await page.emulateMedia({ media: 'print' })
  const seen = await page.locator('citation-card').evaluate((card) => {
    const { shadowRoot } = card
    const fits = (selector) => {
      const node = shadowRoot.querySelector(selector)
      return node.scrollHeight <= node.clientHeight + 1 && node.scrollWidth <= node.clientWidth + 1
    }
    return {
      style: getComputedStyle(shadowRoot.querySelector('.panel'), '::before').content,
      controls: [...shadowRoot.querySelectorAll('button, select, summary')].filter((node) => node.checkVisibility()).length,
      file: fits('.code'), sheet: fits('.shown'), abstract: fits('.abstract'), rest: shadowRoot.querySelector('.abstract .rest').checkVisibility({ contentVisibilityAuto: true }),
    }
  })
  assert.deepEqual(seen, { style: '"RIS"', controls: 0, file: true, sheet: true, abstract: true, rest: true })
})

// On paper nothing can be pressed, and nothing can be scrolled to.
const PRINTED = {
  card: {},
  compact: { attributes: 'layout="compact"' },
  'the search': { act: (page) => search(page, 'nature') },
  'the menu of files': { act: (page) => button(page, /^Save/).click() },
  'a list': { several: 20 },
  inline: { attributes: 'layout="inline"' },
  'an open dialog': { attributes: 'layout="button"', act: (page) => button(page, 'Cite').click().then(() => ready(page)) },
  'a closed dialog': { attributes: 'layout="button"', cites: false },
  'a closed dialog of a link': { attributes: 'layout="link"', cites: false },
}
for (const [name, { attributes = '', several = 1, act, cites = true }] of Object.entries(PRINTED)) {
  inChromium(`print has ${cites ? 'the citation and its link, whole, and ' : ''}no control: ${name}`, { chromium: NEEDS.media }, async ({ page, open }) => {
    await open(inMain('ltr').replace('<citation-card', `<citation-card ${attributes}`))
    await page.evaluate(([record, several]) => {
      document.querySelector('citation-card').records = Array.from({ length: several }, (_, at) => ({ ...record, id: `w${at}` }))
    }, [{ ...full, author: [...full.author, ...crowd.author.slice(4, 18)] }, several])
    await page.locator('citation-card').getByRole('button').first().waitFor()
    await act?.(page)
    await page.emulateMedia({ media: 'print' })
    const seen = await page.locator('citation-card').evaluate((card) => {
      const { shadowRoot } = card
      const visible = (selector) => [...shadowRoot.querySelectorAll(selector)].filter((node) => node.checkVisibility())
      const cut = (node) => getComputedStyle(node).overflowY !== 'visible' && node.scrollHeight > node.clientHeight + 1
      return {
        controls: visible('button, select, input, textarea, [role=menu], [role=listbox]').map((node) => node.outerHTML.slice(0, 60)),
        citations: visible('.entry, .inline > span').filter((node) => node.textContent.includes('Procter')).length,
        links: visible('.entry a, .inline a').length,
        cut: visible('dialog, article, .shown, .entries, .abstract').filter(cut).map((node) => node.className),
      }
    })
    const count = cites ? several : 0
    assert.deepEqual(seen, { controls: [], citations: count, links: count, cut: [] })
  })
}

for (const [colours, context] of Object.entries(COLOURS)) {
  inChromium(`the focus is a ring that can be seen: ${colours}`, { context }, async ({ page, open }) => {
    await withFull(page, open)
    await tab(page, 'APA').focus()
    await page.keyboard.press('Tab')
    for (let step = 0; step < 9; step++) {
      const ring = await page.locator('citation-card').evaluate((card) => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(card.shadowRoot.activeElement)
        const differs = outlineColor !== getComputedStyle(document.documentElement).backgroundColor
        return [outlineStyle, parseFloat(outlineWidth) >= 2, differs, card.shadowRoot.activeElement.outerHTML.slice(0, 60)]
      })
      assert.deepEqual(ring.slice(0, 3), ['solid', true, true], ring[3])
      await page.keyboard.press('Tab')
    }
  })
}

inChromium('with forced colours every control has a border or is underlined or a link', { context: COLOURS['forced colours'] }, async ({ page, open }) => {
  await withFull(page, open)
  await button(page, /^Save/).waitFor()
  await page.locator('citation-card').getByText('Options', { exact: true }).click()
  const bare = await page.locator('citation-card').evaluate((card) => {
    const canvas = getComputedStyle(document.documentElement).backgroundColor
    const bordered = (node) => {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(node)
      return borderTopStyle !== 'none' && parseFloat(borderTopWidth) >= 1 && borderTopColor !== canvas
    }
    const told = (node) => bordered(node) || node.parentElement.matches('.locator, .segments, .segments label') || getComputedStyle(node).textDecorationLine === 'underline'
    // Tabs are told by their row; what has an icon beside its words, by that.
    const controls = [...card.shadowRoot.querySelectorAll('button:not([role=tab], [aria-disabled=true]), select, input:not([type=checkbox])')]
    return controls.filter((node) => node.checkVisibility() && !told(node) && !node.querySelector('svg')).map((node) => node.outerHTML.slice(0, 80))
  })
  assert.deepEqual(bare, [])
})

inChromium('the focus keeps the shape of what has it', {}, async ({ page, open }) => {
  await withFull(page, open)
  const radius = () => style(page, '.button.primary', 'borderTopLeftRadius')
  const before = await radius()
  await button(page, /^Copy citation/).focus()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  assert.equal(await radius(), before)
})

inChromium('the tabs stand in one row, which scrolls to the one that keys choose', { context: { viewport: { width: 400, height: 900 } } }, async ({ page, open }) => {
  await open(inMain('ltr').replace(/styles="[^"]*" formats="[^"]*"/, ''))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, full)
  await ready(page)
  const rows = () => page.locator('citation-card').evaluate((card) =>
    new Set([...card.shadowRoot.querySelectorAll('[role=tab]')].map((tab) => tab.getBoundingClientRect().top)).size)
  const inSight = (name) => tab(page, name).evaluate((tab) => {
    const list = tab.parentElement.getBoundingClientRect()
    const { left, right } = tab.getBoundingClientRect()
    return left >= list.left - 1 && right <= list.right + 1
  })
  assert.equal(await rows(), 1)
  assert.equal(await inSight('RIS'), false)
  await tab(page, 'APA').focus()
  await page.keyboard.press('End')
  await until(() => inSight('RIS'), 'the last tab in sight')
  await page.keyboard.press('Home')
  await until(() => inSight('APA'), 'the first tab in sight')
})

inChromium('the print of a list has each work once', { chromium: NEEDS.media }, async ({ page, open }) => {
  await open(inMain('ltr'))
  await page.evaluate((record) => {
    document.querySelector('citation-card').records = [record, { type: 'book', title: 'Another', author: [{ family: 'Doe', given: 'J.' }] }]
  }, full)
  await shows(page, 'Another')
  await page.emulateMedia({ media: 'print' })
  const seen = await page.locator('citation-card').evaluate((card) => card.shadowRoot.querySelector('article').innerText)
  assert.equal(seen.match(/Another/g).length, 1)
})
