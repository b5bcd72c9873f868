// What a reader does with the card: choose a style or format, copy, download, with mouse or keys.

import assert from 'node:assert/strict'
import { NEEDS, ask, button, clipboard, download, events, html, inChromium, panel, ready, save, selected, shows, tab, until, useChromium } from './chromium.mjs'
import { demo, demoApa, highwire, plain, shannon } from './records.mjs'

useChromium()

const CARD = '<citation-card styles="apa vancouver" formats="bibtex ris"></citation-card>'
const withDemo = (options = {}) => html(options.body ?? CARD, { head: highwire, ...options })

inChromium('a press on another style shows it, and says so', {}, async ({ page, open }) => {
  await open(withDemo())
  await shows(page, 'Procter, S., Harrison')
  await tab(page, 'Vancouver').click()
  await shows(page, 'Procter S, Harrison D, Pearson P, Dickinson C.')
  assert.ok(await selected(tab(page, 'Vancouver')))
  assert.equal(await selected(tab(page, 'APA')), false)
  const [select] = await events(page, 'select')
  assert.equal(select.id, 'vancouver')
})

inChromium('the panel keeps its height while styles change', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  const height = async () => (await page.locator('citation-card').boundingBox()).height
  const before = await height()
  await tab(page, 'Vancouver').click()
  await shows(page, 'Procter S')
  const after = await height()
  assert.ok(after >= before, `${before} px became ${after} px`)
})

inChromium('copying a citation gives rich text and clean text', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  await button(page, /copy/i).first().click()
  const copied = await until(async () => (await events(page, 'copy'))[0])
  const held = await clipboard(page)
  assert.ok(held['text/html'].includes(demoApa), held['text/html'])
  assert.equal(held['text/plain'].trim(), plain(demoApa))
  assert.equal(copied.id, 'apa')
  assert.equal(copied.text.trim(), plain(demoApa))
  assert.equal(copied.html, demoApa)
})

inChromium('success is told in the button and to screen readers, every time', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  const copy = button(page, /copy/i).first()
  await copy.focus()
  const seen = () => copy.evaluate((button) => {
    const done = button.querySelector('.ok')
    // Firefox gives what the sheet says, Chromium what stands there.
    const content = getComputedStyle(done, '::after').content.replace('attr(data-done)', JSON.stringify(done.dataset.done))
    return `${content} ${getComputedStyle(done).visibility}`
  })
  const told = () => page.locator('citation-card').getByRole('status').allInnerTexts().then((all) => all.join(' ').trim())
  for (const time of ['first', 'second']) {
    await page.keyboard.press('Enter')
    await until(async () => /copied/i.test(await told()), `the ${time} time`)
    assert.equal(await seen(), '"Copied" visible')
    assert.ok(await copy.evaluate((button) => button.getRootNode().activeElement === button), 'the focus stays on the button')
    if (time === 'second') break
    await page.waitForTimeout(300)
  }
  await until(async () => /hidden/.test(await seen()), 'the button to say Copy again')
})

inChromium('copying a file format gives its text', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  await tab(page, 'RIS').click()
  await shows(page, 'TY  - JOUR')
  await button(page, /copy/i).first().click()
  const held = await until(() => clipboard(page).then((held) => held['text/plain']?.startsWith('TY') && held, () => null))
  assert.match(held['text/plain'], /\nER {2}-\s*$/)
  assert.equal(held['text/html'], undefined)
})

inChromium('the clipboard may be forbidden to the page: the selection is copied instead', { console: /permissions policy/i }, async ({ page, open }) => {
  await open(withDemo(), { headers: { 'Permissions-Policy': 'clipboard-write=()' } })
  await ready(page)
  await button(page, /copy/i).first().click()
  const copied = await until(async () => (await events(page, 'copy'))[0])
  assert.equal(copied.id, 'apa')
  const held = await clipboard(page)
  assert.match(held['text/html'], /<i[ >]/)
  assert.equal(held['text/plain'].trim(), plain(demoApa))
})

inChromium('a page without encryption has no clipboard: the selection is copied instead', { webkit: NEEDS.names, origins: (there) => [there.origin.replace('127.0.0.1', 'insecure.test')] },
  async ({ page, there }) => {
    await page.goto(there.page('/page.html', withDemo({ body: `<div id="paste" contenteditable></div>${CARD}` })).replace('127.0.0.1', 'insecure.test'))
    await ready(page)
    assert.equal(await page.evaluate(() => window.isSecureContext || Boolean(navigator.clipboard)), false)
    await button(page, /copy/i).first().click()
    await until(async () => (await events(page, 'copy'))[0])
    await page.locator('#paste').click()
    await page.keyboard.press('Control+V')
    assert.match(await page.locator('#paste').innerHTML(), /<i[ >]/)
    assert.equal((await page.locator('#paste').innerText()).trim(), plain(demoApa))
  })

inChromium('where nothing can be copied, the text is selected and the keys are named', {}, async ({ page, open }) => {
  await page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))
    Clipboard.prototype.write = refuse
    Clipboard.prototype.writeText = refuse
    document.execCommand = () => false
  })
  await open(withDemo())
  await ready(page)
  await button(page, /copy/i).first().click()
  const error = await until(async () => (await events(page, 'error'))[0])
  assert.equal(error.reason, 'clipboard')
  assert.match(await panel(page).first().innerText(), /Ctrl|⌘|Cmd/)
  const text = await page.locator('citation-card').evaluate((card) =>
    String(card.shadowRoot.getSelection?.() ?? getSelection()))
  assert.match(text, /Procter, S\., Harrison/)
  assert.deepEqual(await events(page, 'copy'), [])
})

for (const [label, name, type, begins] of [
  ['BibTeX', 'procter-2022.bib', 'application/x-bibtex', /^@article\{/],
  ['RIS', 'procter-2022.ris', 'application/x-research-info-systems', /^TY {2}- JOUR/],
]) {
  inChromium(`a download of ${label} has a name, an end and the right content`, {}, async ({ page, open }) => {
    await open(withDemo())
    await ready(page)
    await page.locator('citation-card').getByRole('tab', { name: new RegExp(`^${label}$`, 'i') }).click()
    await shows(page, begins.source.includes('TY') ? 'TY  - JOUR' : '@article{')
    const file = await save(page)
    assert.equal(file.name, name)
    assert.match(file.text, begins)
    assert.match(file.text, /Procter/)
    const told = await until(async () => (await events(page, 'download'))[0])
    assert.equal(told.id, label.toLowerCase())
  })
}

for (const [dir, forward, back] of [['ltr', 'ArrowRight', 'ArrowLeft'], ['rtl', 'ArrowLeft', 'ArrowRight']]) {
  inChromium(`keys walk the tabs and wrap, ${dir}`, {}, async ({ page, open }) => {
    // A card whose words are English goes from left to right on any page.
    await open(withDemo({ dir, lang: dir === 'rtl' ? 'ar' : 'en-GB' }))
    await ready(page)
    const tabs = page.locator('citation-card').getByRole('tab')
    const count = await tabs.count()
    const at = () => page.evaluate(() => {
      const { shadowRoot } = document.querySelector('citation-card')
      return [...shadowRoot.querySelectorAll('[role=tab]')].indexOf(shadowRoot.activeElement)
    })
    await tabs.first().focus()
    for (const [key, expected] of [[forward, 1], [forward, 2], [back, 1], ['End', count - 1], [forward, 0], [back, count - 1], ['Home', 0]]) {
      await page.keyboard.press(key)
      assert.equal(await at(), expected, key)
      assert.ok(await selected(tabs.nth(expected)), `${key} selects`)
      assert.equal(await tabs.nth(expected).getAttribute('tabindex') ?? '0', '0')
    }
    // Up and down scroll the page; with a modifier a key is the browser's.
    const kept = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('citation-card')
      const press = (key, modifiers) => shadowRoot.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...modifiers }))
      return [press('ArrowDown'), press('ArrowUp'), ...['altKey', 'ctrlKey', 'metaKey'].flatMap((held) =>
        ['ArrowLeft', 'ArrowRight', 'Home', 'End'].map((key) => press(key, { [held]: true })))]
    })
    assert.ok(kept.every(Boolean), 'no default is prevented')
    assert.equal(await at(), 0)
  })
}

inChromium('Tab leaves the tabs for the panel, and Shift+Tab comes back to the selected one', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  await tab(page, 'APA').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Tab')
  const where = () => page.evaluate(() => document.querySelector('citation-card').shadowRoot.activeElement?.getAttribute('role') ?? 'other')
  assert.notEqual(await where(), 'tab')
  await page.keyboard.press('Shift+Tab')
  assert.equal(await where(), 'tab')
  assert.ok(await selected(page.locator('citation-card').getByRole('tab').nth(1)))
})

inChromium('the whole way with keys alone: choose, copy', {}, async ({ page, open }) => {
  await open(withDemo({ body: `<button id="before">before</button>${CARD}` }))
  await ready(page)
  await page.locator('#before').focus()
  const role = () => page.evaluate(() => {
    const active = document.querySelector('citation-card').shadowRoot.activeElement
    return active && (active.getAttribute('role') ?? active.textContent)
  })
  for (let i = 0; i < 20 && (await role()) !== 'tab'; i++) await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await shows(page, 'Procter S, Harrison')
  for (let i = 0; i < 10 && !/copy/i.test((await role()) ?? ''); i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  const copied = await until(async () => (await events(page, 'copy'))[0])
  assert.equal(copied.id, 'vancouver')
})

inChromium('methods give and copy what is asked for', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  assert.equal((await ask(page, 'text', 'apa')).trim(), plain(demoApa))
  assert.equal(await ask(page, 'html', 'apa'), demoApa)
  assert.match(await ask(page, 'text', 'bibtex'), /^@article\{/)
  const { name } = await download(page, () => ask(page, 'download', 'ris'))
  assert.equal(name, 'procter-2022.ris')
})

inChromium('attributes change the card in place', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  const names = () => page.locator('citation-card').getByRole('tab').allInnerTexts()
  await page.evaluate(() => document.querySelector('citation-card').setAttribute('styles', 'ieee apa'))
  await until(async () => /IEEE/.test((await names())[0]))
  await page.evaluate(() => { document.querySelector('citation-card').selected = 'ris' })
  await shows(page, 'TY  - JOUR')
  await page.evaluate(() => document.querySelector('citation-card').setAttribute('hide', 'title authors'))
  await until(async () => (await page.locator('citation-card').getByRole('heading', { name: /Theorising/ }).count()) === 0)
  await page.evaluate(() => document.querySelector('citation-card').removeAttribute('hide'))
  await page.locator('citation-card').getByRole('heading', { name: /Theorising/ }).waitFor()
  await page.evaluate(() => { document.querySelector('citation-card').headingLevel = 4 })
  await page.locator('citation-card').getByRole('heading', { name: /Theorising/, level: 4 }).waitFor()
})

inChromium('all versions of a work can be cited together', {}, async ({ page, open }) => {
  const work = { type: 'software', title: 'A tool', author: [{ family: 'Doe', given: 'J.' }], issued: { 'date-parts': [[2024]] },
    version: '2.1', DOI: '10.5555/tool.3', custom: { 'concept-doi': '10.5555/tool' } }
  const body = `<citation-card styles="apa"><script type="application/vnd.citationstyles.csl+json">${JSON.stringify(work)}</script></citation-card>`
  await open(html(body))
  await shows(page, '(Version 2.1)')
  assert.match(await ask(page, 'text', 'ris'), /DO {2}- 10\.5555\/tool\.3/)
  await page.evaluate(() => { document.querySelector('citation-card').versions = 'all' })
  await until(async () => /10\.5555\/tool$/.test((await ask(page, 'text', 'apa')).trim()))
  assert.doesNotMatch(await ask(page, 'text', 'apa'), /2\.1/)
  assert.match(await ask(page, 'text', 'ris'), /DO {2}- 10\.5555\/tool\r?\n/)
})

inChromium('options of formats are the owner\'s, and change in place', {}, async ({ page, open }) => {
  const body = `<citation-card styles="apa" formats="bibtex" options='{"bibtex": {"keys": "[author:capital]-[year]"}}'></citation-card>`
  await open(withDemo({ body }))
  await tab(page, 'BibTeX').click()
  await shows(page, '@article{Procter-2022,')
  await page.evaluate(() => { document.querySelector('citation-card').options = '{"bibtex": {"keys": "x[year]"}, "bibtx": {}}' })
  await shows(page, '@article{x2022,')
  assert.match(JSON.stringify(await ask(page, 'problems')), /attribute options.*bibtx/)
})

inChromium('the language of labels, and that of citations, changes in place', {}, async ({ page, open }) => {
  const chapter = {
    type: 'chapter', title: 'A chapter', author: [{ family: 'Writer', given: 'Ann' }], editor: [{ family: 'Editor', given: 'Eve' }],
    'container-title': 'A book', publisher: 'Press', issued: { 'date-parts': [[2020]] }, page: '1-10',
  }
  await open(html(CARD))
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, chapter)
  await shows(page, '(Ed.)')
  await page.evaluate(() => document.querySelector('citation-card').setAttribute('locale', 'de-DE'))
  await shows(page, '(Hrsg.)')
  assert.match(await panel(page).first().innerText(), /Copy/)
  await page.evaluate(() => document.querySelector('citation-card').setAttribute('lang', 'de'))
  await until(async () => /kopieren/i.test(await panel(page).first().innerText()))
  await page.evaluate(() => document.querySelector('citation-card').removeAttribute('locale'))
  await shows(page, '(Hrsg.)')
})

inChromium('a choice is remembered where the page asks for that, and only there', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  await tab(page, 'Vancouver').click()
  await shows(page, 'Procter S')
  const kept = () => page.evaluate(async () => [document.cookie, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length, ...Object.keys(localStorage)])
  assert.deepEqual(await kept(), ['', 0, 0, 0])
  await open(withDemo({ body: CARD.replace('<citation-card', '<citation-card remember') }))
  await ready(page)
  await tab(page, 'Vancouver').click()
  await shows(page, 'Procter S')
  assert.deepEqual(await kept(), ['', 0, 0, 0, 'citation-card'])
  await page.reload()
  await shows(page, 'Procter S')
  assert.ok(await selected(tab(page, 'Vancouver')))
})

inChromium('two records: the second card shows its own', {}, async ({ page, open }) => {
  await open(withDemo({ body: `${CARD}<citation-card id="other" styles="apa"></citation-card>` }))
  await page.evaluate((record) => { document.querySelector('#other').record = record }, shannon)
  await shows(page, 'Shannon', '#other')
  await shows(page, demo.author[0].family, 'citation-card:not(#other)')
})

inChromium('the citation in a sentence is copied as such', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  await page.locator('citation-card').getByRole('radio', { name: 'Author (year)', exact: true }).check()
  await button(page, /in-text.*Procter et al\. \(2022\)/i).click()
  await until(async () => (await events(page, 'copy'))[0])
  assert.equal((await clipboard(page))['text/plain'], 'Procter et al. (2022)')
})

inChromium('a note style gives the footnote', {}, async ({ page, open }) => {
  await open(withDemo({ body: '<citation-card styles="chicago-notes"></citation-card>' }))
  await ready(page)
  await button(page, 'Copy footnote').click()
  await until(async () => (await events(page, 'copy'))[0])
  const held = await clipboard(page)
  assert.match(held['text/plain'], /^Stephen Procter/)
  assert.match(held['text/html'], /<i>New Technology, Work and Employment<\/i>/)
})

inChromium('success is said for 1.5 s at least, and a second press copies again and starts anew', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  const copy = button(page, /^Copy citation/)
  const done = () => copy.evaluate((button) => button.classList.contains('done'))
  const enabled = () => copy.evaluate((button) => !button.disabled && button.ariaDisabled !== 'true')
  const width = async () => (await copy.boundingBox()).width
  const before = await width()
  await copy.click()
  await until(done)
  const first = Date.now()
  assert.equal(await copy.getAttribute('aria-label'), 'Copy citation, APA', 'the name stays')
  assert.equal(await width(), before, 'the width stays')
  assert.ok(await enabled())
  await page.waitForTimeout(1300)
  await copy.click()
  const second = Date.now()
  await until(async () => (await events(page, 'copy')).length === 2)
  await page.waitForTimeout(Math.max(0, first + 2300 - Date.now()))
  assert.ok(await done(), 'the first press no longer counts')
  await until(async () => !(await done()))
  assert.ok(Date.now() - second >= 1500, `${Date.now() - second} ms`)
})

inChromium('a card that is removed while it says something leaves nothing behind', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  await button(page, /^Copy citation/).click()
  await until(async () => (await events(page, 'copy'))[0])
  await page.evaluate(() => document.querySelector('citation-card').remove())
  await page.waitForTimeout(2300)
})

inChromium('a refused copy keeps the focus, and its sentence stays until the next press', {}, async ({ page, open }) => {
  await page.addInitScript(() => {
    window.refuse = true
    for (const name of ['write', 'writeText']) {
      const real = Clipboard.prototype[name]
      Clipboard.prototype[name] = function (...words) {
        return window.refuse ? Promise.reject(new DOMException('refused', 'NotAllowedError')) : real.apply(this, words)
      }
    }
    document.execCommand = () => false
  })
  await open(withDemo())
  await ready(page)
  const copy = button(page, /^Copy citation/)
  await copy.focus()
  await page.keyboard.press('Enter')
  const alert = page.locator('citation-card').getByRole('alert')
  await alert.waitFor()
  assert.ok(await copy.evaluate((button) => button.getRootNode().activeElement === button))
  await page.waitForTimeout(2300)
  assert.match(await alert.innerText(), /press (Ctrl\+|⌘)C/)
  await page.evaluate(() => { window.refuse = false })
  await page.keyboard.press('Enter')
  await until(async () => (await events(page, 'copy'))[0])
  await until(async () => (await alert.count()) === 0)
})

inChromium('no tab moves when another is chosen', {}, async ({ page, open }) => {
  await open(withDemo({ body: '<citation-card styles="apa harvard vancouver ieee" formats="bibtex ris"></citation-card>' }))
  await ready(page)
  const places = () => page.locator('citation-card').getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => Math.round(tab.getBoundingClientRect().x * 10)))
  const before = await places()
  for (const name of ['Vancouver', 'BibTeX', 'APA']) {
    await tab(page, name).click()
    await until(() => selected(tab(page, name)))
    assert.deepEqual(await places(), before, name)
  }
})

inChromium('nothing moves when a style arrives', {}, async ({ page, open, here }) => {
  const end = here.answer(/nlm-citation-sequence/, { delay: 900 })
  await open(withDemo({ body: `${CARD}<p id="below">Below</p>` }))
  await until(async () => (await events(page, 'ready'))[0], 'all parts')
  const below = async () => Math.round((await page.locator('#below').boundingBox()).y)
  const before = await below()
  await tab(page, 'Vancouver').click()
  await until(async () => (await panel(page).getAttribute('aria-busy')) === 'true')
  assert.equal(await below(), before, 'while it waits')
  await shows(page, 'Procter S')
  assert.equal(await panel(page).getAttribute('aria-busy'), 'false')
  assert.equal(await below(), before, 'when it is there')
  end()
})

inChromium('what is shown stays until the chosen style is there, and nothing copies it meanwhile', {}, async ({ page, open, here }) => {
  const end = here.answer(/nlm-citation-sequence/, { delay: 1500 })
  await open(withDemo())
  await ready(page)
  const copy = button(page, /^Copy/).first()
  const forms = page.locator('citation-card').getByRole('radio', { name: 'Author (year)', exact: true })
  await tab(page, 'Vancouver').click()
  await until(async () => (await panel(page).getAttribute('aria-busy')) === 'true')
  assert.ok(await selected(tab(page, 'Vancouver')))
  await shows(page, 'Procter, S., Harrison')
  assert.equal(await copy.getAttribute('aria-disabled'), 'true')
  assert.ok(await forms.isDisabled())
  await copy.click({ force: true })
  await page.locator('citation-card').getByText('Loading…').waitFor()
  assert.deepEqual(await events(page, 'copy'), [])
  await shows(page, 'Procter S, Harrison')
  assert.equal(await copy.getAttribute('aria-disabled'), null)
  await copy.click()
  assert.equal((await until(async () => (await events(page, 'copy'))[0])).id, 'vancouver')
  await tab(page, 'APA').click()
  await shows(page, 'Procter, S., Harrison')
  assert.equal(await forms.isDisabled(), false)
  end()
})

inChromium('a file that is saved while its style is fetched is in that style', {}, async ({ page, open, here }) => {
  const end = here.answer(/nlm-citation-sequence/, { delay: 1500 })
  await open(withDemo())
  await ready(page)
  await tab(page, 'Vancouver').click()
  await until(async () => (await panel(page).getAttribute('aria-busy')) === 'true')
  const { name, text } = await save(page, /Word/)
  assert.match(name, /\.rtf$/)
  assert.match(text, /Procter S, Harrison/)
  end()
})

inChromium('another work is not cited as the one before while its style is fetched', {}, async ({ page, open, here }) => {
  const end = here.answer(/nlm-citation-sequence/, { delay: 1500 })
  await open(withDemo())
  await ready(page)
  const card = page.locator('citation-card')
  await card.getByText('(Procter et al., 2022)').waitFor()
  await page.evaluate((record) => {
    const card = document.querySelector('citation-card')
    card.selected = 'vancouver'
    card.record = record
  }, shannon)
  await card.getByRole('heading', { name: shannon.title }).waitFor()
  assert.equal(await panel(page).getAttribute('aria-busy'), 'true')
  assert.equal(await card.getByText('Procter').count(), 0)
  await shows(page, 'Shannon CE')
  end()
})

inChromium('citations and titles say in which language they are', {}, async ({ page, open }) => {
  await open(withDemo({ body: CARD.replace('<citation-card', '<citation-card locale="de-DE"') }))
  await ready(page)
  const lang = (selector) => page.locator('citation-card').locator(selector).first().getAttribute('lang')
  assert.deepEqual([await lang('.entry'), await lang('.title'), await lang('article')], ['de-DE', 'en', 'en'])
})

inChromium('the dialog opens, closes by its button, by Escape and by a press beside it, and gives the focus back', {}, async ({ page, open }) => {
  await open(withDemo({ body: '<citation-card layout="button" styles="apa" formats="ris"></citation-card>' }))
  const opener = button(page, 'Cite')
  const dialog = page.locator('citation-card').getByRole('dialog')
  const closers = [
    () => button(page, 'Close').click(),
    () => page.keyboard.press('Escape'),
    () => page.mouse.click(4, 4),
  ]
  for (const close of closers) {
    await opener.click()
    await dialog.waitFor()
    assert.ok(await button(page, 'Close').evaluate((button) => {
      const { bottom } = button.getBoundingClientRect()
      return bottom <= innerHeight
    }), 'its button is in sight')
    await close()
    await dialog.waitFor({ state: 'hidden' })
    assert.ok(await opener.evaluate((button) => button.getRootNode().activeElement === button), 'the focus is back')
  }
  // Text may be selected beyond the edge.
  await opener.click()
  await dialog.waitFor()
  const { x, y, width, height } = await dialog.boundingBox()
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(4, 4)
  await page.mouse.up()
  await page.waitForTimeout(200)
  assert.ok(await dialog.isVisible())
})

inChromium('the inline card stands in its line', {}, async ({ page, open }) => {
  await open(withDemo({ body: '<p style="width: 800px">Cite <citation-card layout="inline" styles="vancouver"></citation-card> <span id="after">please</span></p>' }))
  await button(page, /^Copy citation/).waitFor()
  const { height } = await page.locator('p').first().boundingBox()
  const lines = await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('citation-card')
    const text = shadowRoot.querySelector('[lang] [lang]')
    return [text.getClientRects().length, getComputedStyle(document.querySelector('citation-card')).display, text.getClientRects()[0].left]
  })
  assert.equal(lines[1], 'inline')
  assert.ok(lines[2] > 20, 'it begins after the word before it')
  assert.ok(height < (lines[0] + 1) * 40, `${height} px for ${lines[0]} lines`)
})

const LIST = [
  { type: 'article-journal', title: 'First of three', author: [{ family: 'Abel', given: 'Ann' }], issued: { 'date-parts': [[2001]] }, 'container-title': 'Journal', volume: '1', page: '1-9' },
  { type: 'book', title: 'Second of three', author: [{ family: 'Bell', given: 'Ben' }], issued: { 'date-parts': [[2002]] }, publisher: 'Press' },
  { type: 'book', title: 'Third of three', author: [{ family: 'Cole', given: 'Cat' }], issued: { 'date-parts': [[2003]] }, publisher: 'Press' },
]
const show = (page, records) => page.evaluate((records) => { document.querySelector('citation-card').records = records }, records)

inChromium('works that were left out of a list are forgotten when the card gets other records', {}, async ({ page, open }) => {
  await open(html(CARD))
  await show(page, LIST.slice(0, 2))
  await shows(page, 'First of three')
  const boxes = page.locator('citation-card').locator('.works input')
  await boxes.first().uncheck()
  await until(async () => !(await panel(page).first().innerText()).includes('First of three'))
  await show(page, [LIST[2]])
  await shows(page, 'Third of three')
  await show(page, LIST)
  await shows(page, 'First of three')
  assert.deepEqual(await boxes.evaluateAll((boxes) => boxes.map((box) => box.checked)), [true, true, true])
})

inChromium('"All" keeps the focus when there is nothing left to select, and a list without works says what to do', {}, async ({ page, open }) => {
  await open(html(CARD))
  await show(page, LIST)
  await shows(page, 'First of three')
  const boxes = page.locator('citation-card').locator('.works input')
  for (const at of [0, 1, 2]) await boxes.nth(at).uncheck()
  await page.locator('citation-card').getByText('Choose at least one work').waitFor()
  const all = page.locator('citation-card').getByRole('button', { name: 'All', exact: true })
  await all.focus()
  await page.keyboard.press('Enter')
  await shows(page, 'First of three')
  assert.ok(await all.evaluate((button) => button.getRootNode().activeElement === button))
  assert.equal(await all.getAttribute('aria-disabled'), 'true')
})

// Selects the text of some elements of the card, from the first to the last.
const select = (page, from, to = from) => page.locator('citation-card').evaluate((card, [from, to]) => {
  const nodes = (selector) => [...card.shadowRoot.querySelectorAll(selector)]
  const [first, last] = [nodes(from[0])[from[1]], nodes(to[0])[to[1]]]
  getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length)
}, [from, to])

inChromium('a reference selected by hand is copied as the button copies it', {}, async ({ page, open }) => {
  await open(withDemo())
  await ready(page)
  await select(page, ['.entry', 0])
  await page.keyboard.press('Control+C')
  const held = await clipboard(page)
  assert.equal(held['text/html'].replace(/^<meta[^>]*>/, ''), demoApa)
  assert.equal(held['text/plain'].trim(), plain(demoApa))
})

inChromium('of a list, the references selected by hand are copied as paragraphs; of a part, what is selected', {}, async ({ page, open }) => {
  await open(html(CARD))
  await show(page, LIST)
  await shows(page, 'First of three')
  await select(page, ['.entry', 0], ['.entry', 1])
  await page.keyboard.press('Control+C')
  const held = await clipboard(page)
  assert.match(held['text/html'].replace(/^<meta[^>]*>/, ''), /^<p>Abel, A\. .*<\/p><p>Bell, B\. .*<\/p>$/)
  assert.doesNotMatch(held['text/html'], /style=|font/)
  assert.deepEqual(held['text/plain'].trim().split('\n').map((line) => line.slice(0, 4)), ['Abel', 'Bell'])
  await select(page, ['.entry i', 0])
  await page.keyboard.press('Control+C')
  assert.equal((await clipboard(page))['text/plain'].trim(), 'Journal')
})

inChromium('what the browser finds in a folded abstract is shown', {}, async ({ page, open }) => {
  await open(html(CARD))
  const abstract = `${'What the paper studies at length. '.repeat(40)}Needle in the haystack.`
  await page.evaluate((record) => { document.querySelector('citation-card').record = record }, { ...demo, abstract })
  await page.locator('citation-card').getByRole('button', { name: 'Show all' }).waitFor()
  const folded = () => page.locator('citation-card').evaluate((card) => card.shadowRoot.querySelector('.abstract .rest')?.getAttribute('hidden') ?? 'shown')
  assert.equal(await folded(), 'until-found')
  const box = await page.locator('citation-card').evaluate((card) => getComputedStyle(card.shadowRoot.querySelector('.abstract .rest')).display)
  assert.equal(box, 'block', 'what has no box is not searched')
  // The browser's own search cannot be driven from a page; this is what it tells the page.
  await page.locator('citation-card').evaluate((card) => card.shadowRoot.querySelector('.abstract .rest').dispatchEvent(new Event('beforematch', { bubbles: true })))
  await until(async () => (await folded()) === 'shown')
  await page.locator('citation-card').getByText('Needle in the haystack.').waitFor()
  await button(page, 'Show less').click()
  await until(async () => (await folded()) === 'until-found')
})
