// The short way (load, switch, copy, download, search, dialog) in Firefox and in WebKitGTK.

import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { html } from './chromium.mjs'
import { demoApa, highwire, plain as textOf } from './records.mjs'
import { site } from './server.mjs'
import { KEYS, firefox, webkit } from './webdriver.mjs'

const downloads = mkdtempSync(join(tmpdir(), 'downloads-'))
after(() => rmSync(downloads, { recursive: true, force: true }))

const PAGE = html(`<div id="paste" contenteditable style="min-height: 2em"></div>
<citation-card loading="eager" styles="apa vancouver" formats="bibtex ris"></citation-card>
<citation-card id="dialog" layout="button" styles="apa"></citation-card>
<citation-card id="list" layout="compact" loading="eager" styles="apa"></citation-card>
<script>
window.errors = []
window.events = []
addEventListener('error', (event) => errors.push(event.message))
addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)))
for (const name of ['copy', 'download', 'select', 'error']) {
  document.addEventListener('citation-card-' + name, ({ detail }) => events.push({ ...detail, name }))
}
</script>`, { head: highwire })

const ROOT = "document.querySelector('citation-card').shadowRoot"
const shown = (text) => `${ROOT}?.querySelector('[role=tabpanel]:not([hidden])')?.textContent.includes(${JSON.stringify(text)})`
const tab = (name) => `[...${ROOT}.querySelectorAll('[role=tab]')].find((tab) => tab.textContent.trim().toLowerCase() === ${JSON.stringify(name)})`
const button = (name) => `[...${ROOT}.querySelectorAll('button')].find((button) => button.checkVisibility() && ${name}.test(button.textContent + button.ariaLabel))`

for (const [name, start, canReadBack] of [['Firefox', () => firefox(downloads), true], ['WebKitGTK', webkit, false]]) {
  describe(name, () => {
    let here
    let browser
    before(async () => {
      here = await site()
      browser = await start()
      await browser.go(here.page('/page.html', PAGE))
    })
    after(async () => {
      await browser?.close()
      await here?.close()
    })

    test(`${name}: the page's work is shown`, async () => {
      await browser.until(shown('Procter, S., Harrison'), 'the citation')
      assert.equal(await browser.run("return document.querySelector('citation-card').html('apa')"), demoApa)
    })

    test(`${name}: another style, by a press and by keys`, async () => {
      await browser.press(tab('vancouver'))
      await browser.until(shown('Procter S, Harrison D'), 'Vancouver')
      await browser.keys([KEYS.left])
      await browser.until(shown('Procter, S., Harrison'), 'APA')
    })

    test(`${name}: copying keeps the italics in a rich editor`, async () => {
      await browser.press(button('/copy/i'))
      await browser.until("events.some(({ name }) => name === 'copy')", 'the copy event')
      if (canReadBack) {
        const held = await browser.run(`const [item] = await navigator.clipboard.read()
          return { html: await (await item.getType('text/html')).text(), text: await (await item.getType('text/plain')).text() }`)
        assert.ok(held.html.includes(demoApa), held.html)
        assert.equal(held.text.trim(), textOf(demoApa))
      }
      await browser.press("document.querySelector('#paste')")
      await browser.keys(['v'], [KEYS.control])
      await browser.until("document.querySelector('#paste').textContent", 'the paste')
      const pasted = await browser.run("return document.querySelector('#paste').innerHTML")
      assert.match(pasted, /<(i|em)[ >][^<]*New Technology, Work and Employment/)
      // Editors keep spaces at the edges of elements as no-break spaces.
      const text = await browser.run("return document.querySelector('#paste').innerText")
      assert.equal(text.replaceAll('\u00a0', ' ').trim(), textOf(demoApa))
    })

    test(`${name}: downloading gives a file with a name`, async () => {
      await browser.press(tab('bibtex'))
      await browser.until(shown('@article{'), 'BibTeX')
      // What is saved is seen in Firefox's folder; WebKitGTK's driver saves nothing, so there it is the link.
      await browser.run(`const click = HTMLAnchorElement.prototype.click
        HTMLAnchorElement.prototype.click = function () { window.saved = this.download; return click.call(this) }
        document.addEventListener('click', ({ target }) => { if (target.download) window.saved = target.download }, true)`)
      await browser.press(button('/^save/i'))
      await browser.press(`document.querySelector('citation-card').shadowRoot.querySelector('[role=menuitem]')`)
      await browser.until("events.some(({ name, id }) => name === 'download' && id === 'bibtex')", 'the download event')
      if (name === 'Firefox') {
        const end = Date.now() + 20_000
        while (!readdirSync(downloads).includes('procter-2022.bib') && Date.now() < end) {
          await new Promise((resolve) => setTimeout(resolve, 100))
        }
        await new Promise((resolve) => setTimeout(resolve, 200))
        assert.match(readFileSync(join(downloads, 'procter-2022.bib'), 'utf8'), /^@article\{/)
      } else {
        assert.equal(await browser.run('return window.saved'), 'procter-2022.bib')
      }
    })

    test(`${name}: a style is found and taken by keyboard`, async () => {
      await browser.press(button('/any style/i'))
      const field = `${ROOT}.querySelector('[role=combobox][aria-autocomplete]')`
      await browser.until(`${field} && ${ROOT}.activeElement === ${field}`, 'the field has the focus')
      await browser.until(`${ROOT}.querySelectorAll('.option').length > 20`, 'the names')
      await browser.keys([...'ieee'])
      await browser.until(`/^IEEE/.test(${ROOT}.querySelector('.option')?.textContent)`, 'the hit')
      await browser.keys([KEYS.down])
      await browser.until(`/^IEEE/.test(${ROOT}.getElementById(${field}.getAttribute('aria-activedescendant'))?.textContent)`, 'the active option')
      await browser.until(shown('S. Procter'), 'IEEE on trial')
      await browser.keys([KEYS.enter])
      await browser.until(`!${field} && ${tab('ieee')}?.ariaSelected === 'true' && ${ROOT}.activeElement === ${tab('ieee')}`, 'the tab of what was taken')
      await browser.until(shown('S. Procter'), 'IEEE')
      assert.deepEqual(await browser.run("return events.filter(({ name }) => name === 'select').at(-1).id"), 'ieee')
    })

    test(`${name}: the dialog opens on the citation, closes by Escape and gives the focus back`, async () => {
      await browser.press("document.querySelector('#dialog').shadowRoot.querySelector('button')")
      const root = "document.querySelector('#dialog').shadowRoot"
      await browser.until(`${root}.querySelector('dialog:modal')?.textContent.includes('Procter, S., Harrison')`, 'the citation in the dialog')
      await browser.until(`${root}.querySelector('dialog').contains(${root}.activeElement)`, 'the focus in the dialog')
      await browser.keys([KEYS.escape])
      await browser.until(`!${root}.querySelector('dialog:modal')`, 'the dialog is closed')
      assert.equal(await browser.run(`return ${root}.activeElement?.textContent.trim()`), 'Cite')
    })

    // A key that becomes a click carries no Shift in Firefox.
    test(`${name}: Shift and Space take a range of works`, async () => {
      const list = "document.querySelector('#list').shadowRoot"
      const chosen = (places) => `[...${list}.querySelectorAll('.works input')].flatMap(({ checked }, at) => checked ? [at] : []).join() === '${places}'`
      await browser.run("document.querySelector('#list').records = ['A', 'B', 'C', 'D', 'E'].map((title, at) => ({ id: title, type: 'book', title, issued: { 'date-parts': [[2000 + at]] } }))")
      await browser.until(`${list}?.querySelector('.works input') && ${chosen('0,1,2,3,4')}`, 'the list')
      await browser.press(`${list}.querySelector('.works input')`)
      await browser.until(chosen('1,2,3,4'), 'the first work is out')
      await browser.keys([KEYS.down, KEYS.down])
      await browser.keys([' '], [KEYS.shift])
      await browser.until(chosen('3,4'), 'the range is out')
      await browser.keys([' '])
      await browser.until(chosen('2,3,4'), 'one work is back')
    })

    test(`${name}: no error was seen`, async () => {
      assert.deepEqual(await browser.run('return window.errors'), [])
      assert.deepEqual(await browser.run("return events.filter(({ name }) => name === 'error')"), [])
    })
  })
}
