// What a reader asks for beside a style: a page, a list's works, a version, a file, options, the address.
// Each with the keyboard as well; axe in each new state; the accessibility tree of each main state.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NEEDS, button, clipboard, events, html, inChromium, panel, ready, save, shows, tab, until, useChromium } from './chromium.mjs'
import { demo } from './records.mjs'

useChromium()

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TREES = new URL('./trees.txt', import.meta.url)

const SOFTWARE = {
  id: 'tides', type: 'software', title: 'A program for tides', author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2024]] },
  DOI: '10.5555/v2', version: '2.3.1', publisher: 'Zenodo', URL: 'https://example.org/tides', custom: { 'concept-doi': '10.5555/all' },
}
const works = (count) => Array.from({ length: count }, (_, at) => ({
  id: `w${at}`, type: 'article-journal', title: `Study ${at} of things`, author: [{ family: `Family${at * 7 % 331}`, given: 'Ann B.' }, { family: `Other${at * 3 % 97}`, given: 'C.' }],
  issued: { 'date-parts': [[1990 + at % 30]] }, 'container-title': 'Journal of Things', volume: String(at % 40), page: `${at}-${at + 9}`, DOI: `10.5555/${at}`,
}))

const card = (page) => page.locator('citation-card')
const inMain = (attributes, content = '') => html(`<main><h1>A page</h1><citation-card layout="compact" ${attributes}>${content}</citation-card></main>`)

async function show(page, open, records, attributes = 'tabs="apa vancouver bibtex ris"', content = '') {
  await open(inMain(attributes, content))
  await page.evaluate((records) => { document.querySelector('citation-card').records = records }, [records].flat())
  await ready(page)
  await button(page, /^Copy/).first().waitFor()
}

const choose = (page, name) => card(page).getByRole('radio', { name, exact: true }).check()

const focused = (page) => card(page).evaluate(({ shadowRoot }) => {
  const node = shadowRoot.activeElement
  return node ? (node.getAttribute('aria-label') || node.selectedOptions?.[0].text || node.innerText || node.closest('label')?.innerText || node.localName).trim().split('\n')[0] : ''
})

const copied = async (page, press) => {
  const before = (await events(page, 'copy')).length
  await press()
  await until(async () => (await events(page, 'copy')).length > before, 'the copy')
  const held = await clipboard(page)
  return [held['text/plain'], held['text/html']?.replace(/^<meta[^>]*>/, '')]
}

inChromium('a page is added, seen at once, and copied with Enter', {}, async ({ page, open }) => {
  await show(page, open, demo)
  const output = card(page).locator('output')
  assert.equal(await output.innerText(), '(Procter et al., 2022)')
  const field = card(page).getByRole('textbox', { name: 'page' })
  await field.fill('124-5')
  await until(async () => (await output.innerText()) === '(Procter et al., 2022, pp. 124–125)' || (await output.innerText()) === '(Procter et al., 2022, pp. 124–5)', 'the page')
  const seen = await output.innerText()
  assert.deepEqual((await copied(page, () => field.press('Enter')))[0], seen)
  await card(page).getByRole('combobox', { name: 'Place in the work' }).selectOption({ label: 'chapter' })
  await field.count()
  await card(page).getByRole('textbox', { name: 'chapter' }).fill('3')
  await choose(page, 'Author (year)')
  await until(async () => (await output.innerText()) === 'Procter et al. (2022, Chapter 3)' || /^Procter et al\. \(2022, [Cc]hap/.test(await output.innerText()), 'the sentence')
  await choose(page, '(Author, year)')
  await card(page).getByRole('checkbox', { name: 'Omit author' }).check()
  await until(async () => /^\(2022, /.test(await output.innerText()), 'no author')
  // The reference itself has no page.
  assert.match((await copied(page, () => button(page, /^Copy citation/).click()))[0], /^Procter, S\./)
})

inChromium('a note style has a full and a short note, with its italics', {}, async ({ page, open }) => {
  await show(page, open, demo, 'tabs="chicago-notes-bibliography apa"')
  const output = card(page).locator('output')
  const full = await output.innerText()
  await choose(page, 'Short note')
  await until(async () => (await output.innerText()).length < full.length, 'a shorter note')
  await choose(page, 'Full note')
  const [text, rich] = await copied(page, () => button(page, /^Copy footnote/).click())
  assert.equal(text, full)
  assert.match(rich, /<i>New Technology, Work and Employment<\/i>/)
})

inChromium('on a narrow card only the preview and Copy are seen until a page is wanted', { context: { viewport: { width: 340, height: 900 } } }, async ({ page, open }) => {
  await show(page, open, demo)
  const field = card(page).getByRole('textbox', { name: 'page' })
  assert.equal(await field.isVisible(), false)
  await button(page, /^Copy in-text/).waitFor()
  await button(page, 'Add page').click()
  await field.waitFor()
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
})

inChromium('the menu of files has the last choice first, and its keys', {}, async ({ page, open }) => {
  await show(page, open, demo, 'tabs="apa bibtex" remember')
  const items = card(page).getByRole('menuitem')
  const opener = button(page, /^Save/)
  await opener.focus()
  await page.keyboard.press('Enter')
  await items.first().waitFor()
  const names = await items.allInnerTexts()
  assert.deepEqual(names, ['Zotero, Mendeley, EndNote (.ris)', 'LaTeX (.bib)', 'Word, with italics (.rtf)', 'EndNote (.enw)', 'RefWorks (.txt)'])
  const walk = []
  for (const key of ['ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home', 'w']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(30)
    walk.push(names.indexOf(await focused(page)))
  }
  assert.deepEqual(walk, [1, 4, 0, 4, 0, 2])
  await page.keyboard.press('Escape')
  await items.first().waitFor({ state: 'detached' })
  assert.equal(await focused(page), 'Save')
  assert.equal(await opener.getAttribute('aria-expanded'), 'false')
  await page.keyboard.press('ArrowUp')
  await until(async () => (await focused(page)) === 'RefWorks (.txt)', 'the last item')
  await page.keyboard.press('Tab')
  await items.first().waitFor({ state: 'detached' })
  const told = opener.evaluate((button) => new Promise((resolve) => {
    new MutationObserver(() => button.className.includes('done') && resolve(true)).observe(button, { attributeFilter: ['class'] })
  }))
  const word = await save(page, /Word/)
  assert.ok(await told, '"Saved" in the button')
  assert.equal(word.name, 'procter-2022.rtf')
  assert.match(word.text, /^\{\\rtf1[^]*\{\\i New Technology, Work and Employment\}[^]*\}\s*$/)
  const ris = await save(page, /Zotero/)
  assert.equal(ris.name, 'procter-2022.ris')
  assert.match(ris.text, /^TY {2}- JOUR/)
  assert.deepEqual((await events(page, 'download')).map(({ id }) => id), ['rtf', 'ris'])
  await save(page, /LaTeX/)
  assert.equal(await page.evaluate(() => localStorage.getItem('citation-card-save')), 'bibtex')
  await page.reload()
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, demo)
  await ready(page)
  await opener.click()
  assert.equal(await items.first().innerText(), 'LaTeX (.bib)')
})

inChromium('Escape closes the menu and not the dialog around it', {}, async ({ page, open }) => {
  await open(html('<citation-card layout="button" tabs="apa"></citation-card>'))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, demo)
  await button(page, 'Cite').click()
  await ready(page)
  await button(page, /^Save/).click()
  await card(page).getByRole('menuitem').first().waitFor()
  await page.keyboard.press('Escape')
  await card(page).getByRole('menuitem').first().waitFor({ state: 'detached' })
  assert.ok(await card(page).getByRole('dialog').isVisible())
})

inChromium('a version changes the citation, the files and the address together', {}, async ({ page, open }) => {
  await show(page, open, SOFTWARE)
  const doi = /10\.5555\/(all|v2)/
  const seen = async () => [(await panel(page).first().innerText()).match(doi)?.[1], (await card(page).locator('.chip').first().innerText()).match(doi)?.[1]]
  assert.deepEqual(await seen(), ['v2', 'v2'])
  await choose(page, 'All versions, always the latest')
  await until(async () => String(await seen()) === 'all,all', 'the common DOI')
  await card(page).getByText('Its DOI always leads to the latest version.').waitFor()
  assert.match((await save(page, /LaTeX/)).text, /10\.5555\/all/)
  assert.equal((await copied(page, () => button(page, /^Copy link/).click()))[0], 'https://doi.org/10.5555/all')
  await choose(page, 'This version (2.3.1)')
  await until(async () => String(await seen()) === 'v2,v2', 'the version')
  await tab(page, 'BibTeX').click()
  await shows(page, '10.5555/v2')
})

const OWN = '<blockquote slot="recommended">\n  Doe, J. <b>(2024)</b>. <em>A program for tides</em>. <a href="https://example.org/tides">Tides</a> <a href="javascript:alert(1)">no</a><style>p { color: red }</style>\n</blockquote>'

inChromium('the site\'s own citation is the first tab, rich, safe, and in place while the card is not there', {}, async ({ page, open }) => {
  await show(page, open, SOFTWARE, 'tabs="apa bibtex"', `${OWN}<script type="application/x-bibtex" data-verbatim>@software{own, title = {As {I} wrote it}}</script>`)
  assert.equal(await card(page).getByRole('tab').first().innerText(), 'Recommended')
  const [text, rich] = await copied(page, () => button(page, /^Copy citation/).click())
  assert.equal(text, 'Doe, J. (2024). A program for tides. Tides no')
  assert.equal(rich, 'Doe, J. <b>(2024)</b>. <i>A program for tides</i>. <a href="https://example.org/tides">Tides</a> no')
  await tab(page, 'BibTeX').click()
  await shows(page, '@software{own, title = {As {I} wrote it}}')
  await tab(page, 'APA').click()
  await shows(page, '10.5555/v2')
})

inChromium('options change the citation and the file, are kept, and go back', {}, async ({ page, open }) => {
  await show(page, open, SOFTWARE, 'tabs="vancouver bibtex ris" remember')
  await card(page).getByText('Options', { exact: true }).click()
  const link = card(page).getByRole('combobox', { name: 'Link', exact: true })
  await link.selectOption('url')
  await shows(page, 'https://doi.org/10.5555/v2')
  await link.selectOption('none')
  await until(async () => !(await panel(page).first().locator('.entry').innerText()).includes('10.5555'), 'no DOI')
  await card(page).getByRole('checkbox', { name: 'Date of access' }).check()
  await link.selectOption('plain')
  await until(async () => (await panel(page).locator('.entry').innerText()).includes('10.5555') && !(await panel(page).locator('.entry a').count()), 'a DOI that is no link')
  await shows(page, String(new Date().getFullYear()))
  await tab(page, 'BibTeX').click()
  await card(page).locator('.code').waitFor()
  await card(page).getByRole('textbox', { name: 'Citation key' }).fill('x[year]')
  await card(page).getByRole('textbox', { name: 'Citation key' }).press('Tab')
  await shows(page, '{x2024,')
  await card(page).getByRole('textbox', { name: 'Fields to leave out' }).fill('doi, publisher')
  await card(page).getByRole('textbox', { name: 'Fields to leave out' }).press('Tab')
  await until(async () => !/Zenodo|10\.5555\/v2/.test(await panel(page).locator('.code').innerText()), 'fewer fields')
  assert.equal(JSON.parse(await page.evaluate(() => localStorage.getItem('citation-card-options'))).keys, 'x[year]')
  await page.reload()
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, SOFTWARE)
  await tab(page, 'BibTeX').click()
  await shows(page, '{x2024,')
  await card(page).getByText('Options', { exact: true }).click()
  await button(page, 'Reset options').click()
  await shows(page, 'Zenodo')
  assert.ok(!(await panel(page).locator('.code').innerText()).includes('{x2024,'))
})

inChromium('"Something wrong here?" writes to the owner about this work', {}, async ({ page, open }) => {
  await show(page, open, SOFTWARE, 'tabs="apa" contact="mailto:a@example.org"')
  const link = card(page).getByRole('link', { name: 'Something wrong here?' })
  assert.equal(await link.getAttribute('href'), 'mailto:a@example.org?subject=A%20program%20for%20tides')
})

inChromium('on a touch screen the work is shared', { context: { hasTouch: true } }, async ({ page, open }) => {
  await page.addInitScript(() => {
    navigator.share = async (data) => { window.shared = data }
    // Firefox is told of a finger, and counts none.
    if (!navigator.maxTouchPoints) Object.defineProperty(navigator, 'maxTouchPoints', { value: 1 })
  })
  await show(page, open, SOFTWARE)
  await button(page, 'Share').click()
  const shared = await until(() => page.evaluate(() => window.shared))
  assert.deepEqual([shared.title, shared.url], ['A program for tides', 'https://doi.org/10.5555/v2'])
  assert.match(shared.text, /^Doe, J\. \(2024\)/)
})

inChromium('a list by keyboard: one tab stop, arrows, ranges, all, none, a filter', {}, async ({ page, open }) => {
  await show(page, open, works(40))
  const rows = card(page).locator('.works li')
  const boxes = card(page).locator('.works input')
  const count = () => card(page).locator('.count > span').first().innerText()
  const chosen = () => boxes.evaluateAll((boxes) => boxes.flatMap((box, at) => box.checked ? [at] : []))
  assert.equal(await count(), '40 of 40 works')
  assert.equal(await card(page).locator('.works').evaluate((list) => [...list.querySelectorAll('*')].filter((node) => node.tabIndex >= 0).length), 1)
  await button(page, 'None').click()
  await until(async () => (await count()) === '0 of 40 works')
  await shows(page, 'Choose at least one work to cite.')
  await boxes.first().focus()
  await page.keyboard.press('Space')
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  await until(async () => (await count()) === '5 of 40 works', 'a range')
  assert.deepEqual(await chosen(), [0, 1, 2, 3, 4])
  await button(page, 'Copy 5 references, APA').waitFor()
  await boxes.nth(9).click()
  await boxes.nth(12).click({ modifiers: ['Shift'] })
  await until(async () => (await count()) === '9 of 40 works', 'a range by mouse')
  await page.keyboard.press('ArrowRight')
  assert.equal(await focused(page), 'Study 12 of things')
  await page.keyboard.press('ArrowRight')
  assert.equal(await focused(page), 'Copy Study 12 of things')
  const [one] = await copied(page, () => page.keyboard.press('Enter'))
  assert.match(one, /^Family84, A\. B\.[^\n]*Study 12 of things[^\n]*$/)
  await page.keyboard.press('Control+a')
  await until(async () => (await count()) === '40 of 40 works', 'all')
  await button(page, 'None').click()
  await card(page).getByRole('searchbox').fill('journal other3')
  await until(async () => (await rows.count()) === 5, 'the filter')
  await card(page).getByRole('button', { name: 'All', exact: true }).click()
  await until(async () => (await count()) === '5 of 40 works', 'those that are found')
  assert.ok(await card(page).locator('.count input').evaluate((box) => box.indeterminate))
  await card(page).getByRole('searchbox').fill('nothing like that')
  await card(page).getByText('No work matches the filter.').waitFor()
  await card(page).getByRole('searchbox').fill('')
  const [text, rich] = await copied(page, () => button(page, /^Copy 5 references/).click())
  assert.equal(text.split('\n').length, 5)
  assert.equal(rich.match(/<p>/g).length, 5)
  const file = await save(page, /LaTeX/)
  assert.equal(file.name, 'citations.bib')
  assert.equal(file.text.match(/^@article/gm).length, 5)
  assert.equal((await save(page, /Zotero/)).text.match(/^TY {2}- /gm).length, 5)
})

inChromium('a list of 1,000 works answers each press; what is copied is what was chosen, however soon', {}, async ({ page, open }) => {
  page.setDefaultTimeout(60_000)
  await show(page, open, works(1000))
  await until(async () => (await card(page).locator('.entry').count()) === 1000, 'all references')
  const boxes = card(page).locator('.works input')
  await boxes.nth(3).click()
  // At once, before the list is formatted anew.
  const [text] = await copied(page, () => button(page, /^Copy \d+ references/).click())
  assert.equal(text.split('\n').length, 999)
  assert.ok(!text.includes('Study 3 of things'))
  await until(async () => (await card(page).locator('.entry').count()) === 999, 'the rest')
  await tab(page, 'Vancouver').click()
  await shows(page, 'Family0 AB')
  // The references of the style before give way one after the other, and none stays.
  const wrong = () => card(page).locator('.entry').evaluateAll((all) => all.filter((entry, at) => !entry.textContent.startsWith(`${at + 1}.`)).length)
  await until(async () => (await card(page).locator('.entry').count()) === 999 && !(await wrong()), 'all references')
  await tab(page, 'BibTeX').click()
  await shows(page, '@article')
  const [file] = await copied(page, () => button(page, /^Copy/).first().click())
  assert.equal(file.match(/^@article/gm).length, 999)
  // What is not shown is written when it is saved: in slices, and whole.
  for (const [name, entry] of [[/Zotero/, /^TY {2}- /gm], [/EndNote \(\.enw/, /^%0 /gm]]) {
    const saved = (await save(page, name)).text
    assert.equal(saved.match(entry).length, 999)
    assert.ok(!saved.includes('Study 3 of things'))
  }
})

inChromium('10,000 works still answer', {}, async ({ page, open }) => {
  page.setDefaultTimeout(60_000)
  await show(page, open, works(10_000))
  const rows = card(page).locator('.works li')
  assert.equal(await rows.count(), 200)
  await card(page).locator('.works').evaluate((list) => { list.scrollTop = list.scrollHeight })
  await until(async () => (await rows.count()) > 200, 'more rows at their end')
  await button(page, 'None').click()
  await shows(page, 'Choose at least one work')
  await card(page).getByRole('searchbox').fill('study 9999')
  await until(async () => (await card(page).locator('.works li').count()) === 1, 'one work')
  await card(page).locator('.works input').check()
  await shows(page, 'Study 9999 of things')
})

// Each main state: how to get there.
const STATES = {
  'one work': [demo, async () => {}],
  'a page': [demo, (page) => card(page).getByRole('textbox', { name: 'page' }).fill('12')],
  'versions, options and the menu': [SOFTWARE, async (page) => {
    await card(page).getByText('Options', { exact: true }).click()
    await button(page, /^Save/).click()
    await card(page).getByRole('menuitem').first().waitFor()
  }],
  'a list': [works(16), async (page) => {
    await card(page).locator('.works input').nth(2).uncheck()
    await card(page).getByText('15 of 16 works').first().waitFor()
  }],
  'no work chosen': [works(3), async (page) => {
    await button(page, 'None').click()
    await shows(page, 'Choose at least one work')
  }],
  'a file': [SOFTWARE, async (page) => {
    await tab(page, 'BibTeX').click()
    await card(page).locator('.code').waitFor()
    await card(page).getByText('Options', { exact: true }).click()
  }],
}

for (const [colorScheme, context] of [['light', {}], ['dark', { colorScheme: 'dark' }]]) {
  inChromium(`axe finds nothing in what a reader asks for, ${colorScheme}`, { context, cards: Object.keys(STATES).length }, async ({ page, open }) => {
    for (const [name, [records, act]] of Object.entries(STATES)) {
      await show(page, (text) => open(text.replace('<head>', '<head><style>:root { color-scheme: light dark; background: Canvas }</style>')), records, 'tabs="apa bibtex" contact="mailto:a@example.org"')
      await act(page)
      await page.evaluate(AXE)
      const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
      assert.deepEqual(found.violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`), [])
    }
  })
}

// A tree as lines: role, name and state, indented.
async function treeOf(page, context) {
  const session = await context.newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const STATE = ['checked', 'expanded', 'selected', 'disabled', 'pressed', 'hasPopup', 'level', 'live', 'busy']
  const SILENT = new Set(['none', 'generic', 'InlineTextBox', 'LineBreak', 'RootWebArea', 'StaticText', 'ListMarker'])
  const lines = []
  const walk = (id, depth) => {
    const node = byId.get(id)
    // How a style is found is tested elsewhere; it changes with what is shipped.
    if (!node || node.role?.value === 'MenuListPopup' || /^(More styles|Any style|Find a style)/.test(node.name?.value ?? '')) return
    const role = node.role?.value ?? 'none'
    const said = !node.ignored && !SILENT.has(role)
    if (said) {
      const states = (node.properties ?? []).filter(({ name, value }) => STATE.includes(name) && value.value !== false && value.value !== 'false')
      const value = node.value?.value ? ` = ${node.value.value}` : ''
      lines.push(`${'  '.repeat(depth)}${role} “${(node.name?.value ?? '').slice(0, 80)}”${value}${states.map(({ name, value }) => ` ${name}:${value.value}`).join('')}`)
    }
    for (const child of node.childIds ?? []) walk(child, depth + (said ? 1 : 0))
  }
  walk(nodes[0].nodeId, 0)
  return lines.join('\n')
}

inChromium('the accessibility trees are those of the fixture; UPDATE=1 renews it', { chromium: NEEDS.devtools, cards: Object.keys(STATES).length }, async ({ page, open, context }) => {
  const trees = []
  for (const [name, [records, act]] of Object.entries(STATES)) {
    await show(page, open, records, 'tabs="apa bibtex" contact="mailto:a@example.org"')
    await act(page)
    // The count is said when it has settled.
    await page.waitForTimeout(700)
    trees.push(`# ${name}\n${await treeOf(page, context)}\n`)
  }
  const text = trees.join('\n')
  if (process.env.UPDATE) writeFileSync(TREES, text)
  assert.equal(text, readFileSync(TREES, 'utf8'))
})

inChromium('the whole card by Tab: every control once, in the order in which it is read', {}, async ({ page, open }) => {
  await show(page, open, SOFTWARE, 'tabs="apa vancouver" contact="https://example.org/report"')
  await card(page).getByText('Options', { exact: true }).click()
  await page.evaluate(() => document.body.focus())
  await card(page).getByRole('button', { name: /^Copy link/ }).focus()
  const walk = [await focused(page)]
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    // Some browsers begin again at the first control of the page.
    if (!at || at === walk[0]) break
    walk.push(at)
  }
  const order = ['Copy link', 'APA', 'This version', 'https://doi.org', 'Copy citation', 'Save', '(Author, year)', 'Place in the work', 'page', 'Omit author', 'Copy in-text', 'Options', 'As the style has it', 'Date of access', 'All authors', 'Reset options', 'Something wrong here?']
  let from = 0
  for (const name of order) {
    const at = walk.findIndex((have, at) => at >= from && have.startsWith(name))
    assert.ok(at >= 0, `${name} is not after ${walk[from - 1]}: ${walk.join(' | ')}`)
    from = at + 1
  }
  assert.equal(new Set(walk).size, walk.length, walk.join(' | '))
})
