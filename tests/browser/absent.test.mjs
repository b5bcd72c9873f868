// Browsers that lack one thing, refuse it, or have it broken: the card stands with the right citation, and its
// button copies or says why it cannot.

import assert from 'node:assert/strict'
import { button, events, html, inChromium, ready, shows, tab, until, useChromium } from './chromium.mjs'
import { demoApa, highwire, plain } from './records.mjs'

useChromium()

const CARD = '<citation-card styles="apa vancouver" formats="bibtex" remember><p>Procter and others (2022)</p></citation-card>'

// What is taken away before anything runs.
const ABSENT = {
  'a storage that throws': () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } }),
  'a full storage': () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } },
  'no clipboard': () => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined }),
  'a clipboard without its methods': () => Object.defineProperty(Navigator.prototype, 'clipboard', { value: {} }),
  'a clipboard that cannot be asked for': () => Object.defineProperty(Navigator.prototype, 'clipboard', { get() { throw new DOMException('no', 'SecurityError') } }),
  'a clipboard that refuses': () => { Clipboard.prototype.write = Clipboard.prototype.writeText = async () => { throw new DOMException('no', 'NotAllowedError') } },
  'a clipboard that throws': () => { Clipboard.prototype.write = Clipboard.prototype.writeText = () => { throw new DOMException('no', 'NotAllowedError') } },
  'a clipboard that answers nothing': () => { Clipboard.prototype.write = Clipboard.prototype.writeText = () => undefined },
  'no ClipboardItem': () => { delete window.ClipboardItem },
  'no Intl': () => { delete window.Intl },
  'no Intl.DisplayNames': () => { delete Intl.DisplayNames },
  'no Intl.ListFormat': () => { delete Intl.ListFormat },
  'no Intl.PluralRules': () => { delete Intl.PluralRules },
  'no Intl.Collator': () => { delete Intl.Collator },
  'no Intl.DateTimeFormat': () => { delete Intl.DateTimeFormat },
  'no Intl.NumberFormat': () => { delete Intl.NumberFormat },
  'Intl that throws': () => { for (const name of Object.getOwnPropertyNames(Intl)) if (/^[A-Z]/.test(name)) Intl[name] = class { constructor() { throw new RangeError('no') } } },
  'no AbortSignal.timeout': () => { delete AbortSignal.timeout },
  'no constructable sheets': () => { window.CSSStyleSheet = class { constructor() { throw new TypeError('Illegal constructor') } } },
  'no adopted sheets': () => { for (const { prototype } of [Document, ShadowRoot]) delete prototype.adoptedStyleSheets },
  'no IntersectionObserver': () => { delete window.IntersectionObserver },
  'no ResizeObserver': () => { delete window.ResizeObserver },
  'no requestIdleCallback': () => { delete window.requestIdleCallback },
  'no attachInternals': () => { delete HTMLElement.prototype.attachInternals },
  'no structuredClone': () => { delete window.structuredClone },
  'no container queries': () => {
    const { replaceSync } = CSSStyleSheet.prototype
    CSSStyleSheet.prototype.replaceSync = function (text) { replaceSync.call(this, text.replaceAll('@container', '@unknown').replaceAll('container-type', 'unknown')) }
  },
  'no :has()': () => {
    const { replaceSync } = CSSStyleSheet.prototype
    CSSStyleSheet.prototype.replaceSync = function (text) { replaceSync.call(this, text.replaceAll(':has(', ':unknown(')) }
  },
  'no compileStreaming': () => { delete WebAssembly.compileStreaming },
  'no dialog': () => { delete window.HTMLDialogElement; delete HTMLElement.prototype.showModal },
  'no popover': () => { delete HTMLElement.prototype.popover; delete HTMLElement.prototype.showPopover; delete HTMLElement.prototype.togglePopover },
  'no Navigation, no view transitions': () => { delete window.navigation; delete Document.prototype.startViewTransition },
}

const copied = (page) => until(async () => (await events(page, 'copy')).at(-1))

for (const [name, take] of Object.entries(ABSENT)) {
  inChromium(`${name}: the card stands, cites and copies`, {}, async ({ page, open }) => {
    await page.addInitScript(take)
    await open(html(CARD, { head: highwire }))
    await shows(page, 'Procter, S., Harrison')
    await button(page, /^copy/i).first().click()
    assert.equal((await copied(page)).text.trim(), plain(demoApa))
    // What reads the clipboard may be what is missing: then it is pasted.
    assert.equal((await pasted(page)).trim(), plain(demoApa))
    await tab(page, 'BibTeX').click()
    await shows(page, '@article{')
    await tab(page, 'Vancouver').click()
    await shows(page, 'Procter S, Harrison D')
    assert.equal(await page.evaluate(() => document.querySelector('citation-card').records[0].author.length), 4)
    await page.setViewportSize({ width: 360, height: 800 })
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the page')
    assert.deepEqual(await events(page, 'error'), [])
    assert.equal(await page.getByText('Procter and others (2022)').isVisible(), false)
  })
}

// What the clipboard holds, as a reader would see it.
async function pasted(page) {
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' })))
  await page.locator('#paste').press('ControlOrMeta+v')
  const text = await page.locator('#paste').inputValue()
  await page.evaluate(() => document.querySelector('#paste').remove())
  return text
}

inChromium('where nothing copies, the button says so, the text is selected, and an event has the reason', {}, async ({ page, open }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined })
    Document.prototype.execCommand = () => false
  })
  await open(html(CARD, { head: highwire }))
  await ready(page)
  await button(page, /^copy/i).first().click()
  const [error] = await until(async () => { const all = await events(page, 'error'); return all.length && all })
  assert.equal(error.reason, 'clipboard')
  assert.match(await page.evaluate(() => getSelection().toString() || document.querySelector('citation-card').shadowRoot.getSelection().toString()), /Procter, S\., Harrison/)
  assert.deepEqual(await events(page, 'copy'), [])
  await page.locator('citation-card').getByText(/Ctrl/).first().waitFor()
  await shows(page, 'Procter, S., Harrison')
})

for (const name of ['no Intl', 'no Intl.DisplayNames', 'no Intl.Collator', 'Intl that throws', 'no ResizeObserver', 'no dialog', 'a storage that throws']) {
  inChromium(`${name}: the search finds a style, and a list is cited in its order`, {}, async ({ page, open }) => {
    await page.addInitScript(ABSENT[name])
    await open(html(`<citation-card styles="apa" remember><script type="application/vnd.citationstyles.csl+json">
      [{"type":"book","title":"Zeta","author":[{"family":"Ärmel"}],"issued":{"date-parts":[[2001,5,6]]}},
       {"type":"book","title":"Alpha","author":[{"family":"Zwick"}],"issued":{"date-parts":[[2000]]}}]</script></citation-card>`, { lang: 'de' }))
    await shows(page, 'Zwick')
    const text = await page.locator('citation-card').getByRole('tabpanel').innerText()
    assert.ok(text.indexOf('Ärmel') < text.indexOf('Zwick'), text)
    await page.locator('citation-card [part~=find]').first().click()
    const field = page.locator('citation-card input[role=combobox]').first()
    await field.fill('ieee')
    await page.locator('citation-card .option').filter({ hasText: 'IEEE' }).first().waitFor()
    await field.press('ArrowDown')
    await field.press('Enter')
    await shows(page, '[1]')
    assert.deepEqual(await events(page, 'error'), [])
  })
}
