// One script and no tag: `data-into` on the script says where the card is to stand.

import assert from 'node:assert/strict'
import { html, inChromium, shows, until, useChromium } from './chromium.mjs'
import { highwire } from './records.mjs'

useChromium()

const page = (body, data) =>
  html(body, { head: `${highwire}<script type="module" src="/card/citation-card.js" ${data}></script>`, script: null })
const around = (page, selector) => page.evaluate((selector) => {
  const card = document.querySelector(selector)
  const name = (element) => element && (element.id || element.localName)
  return [name(card.parentElement), name(card.previousElementSibling), name(card.nextElementSibling)]
}, selector)

for (const [where, expected] of [
  [undefined, ['place', 'inner', null]],
  ['beforeend', ['place', 'inner', null]],
  ['afterbegin', ['place', null, 'inner']],
  ['beforebegin', ['body', 'first', 'place']],
  ['afterend', ['body', 'place', 'last']],
  ['replace', ['body', 'first', 'last']],
]) {
  inChromium(`data-where ${where ?? 'left out'} says on which side of the place the card stands`, {}, async ({ page: tab, open }) => {
    const body = '<p id="first">1</p><div id="place" class="citation"><p id="inner">2</p></div><p id="last">3</p>'
    await open(page(body, `data-into=".citation" ${where ? `data-where="${where}"` : ''}`))
    await shows(tab, 'Procter, S.')
    assert.deepEqual(await around(tab, 'citation-card'), expected)
  })
}

inChromium('every attribute is a data- attribute of the script, and nothing else passes', {}, async ({ page: tab, open }) => {
  await open(page('<main></main>', 'data-into="main" data-styles="ieee apa" data-layout="compact" data-heading-level="3" data-debug data-onclick="x" data-id="y" lang="de"'))
  await shows(tab, 'S. Procter')
  const attributes = await tab.evaluate(() => Object.fromEntries([...document.querySelector('citation-card').attributes].map(({ name, value }) => [name, value])))
  assert.deepEqual(attributes, { lang: 'de', styles: 'ieee apa', layout: 'compact', 'heading-level': '3', debug: '' })
})

inChromium('a place that comes later gets the card, and again where the page draws it anew', {}, async ({ page: tab, open }) => {
  await open(page('<main></main>', 'data-into=".late"'))
  const draw = () => tab.evaluate(() => { document.querySelector('main').innerHTML = '<div class="late"></div>' })
  await draw()
  await shows(tab, 'Procter, S.')
  await draw()
  await until(() => tab.evaluate(() => document.querySelectorAll('.late > citation-card').length === 1))
  await shows(tab, 'Procter, S.')
})

inChromium('a place that never comes is one warning', { console: /matches nothing/ }, async ({ page: tab, open }) => {
  const warned = []
  tab.on('console', (message) => message.type() === 'warning' && warned.push(message.text()))
  await open(page('<main></main>', 'data-into=".nowhere"'))
  await until(() => warned.length)
  assert.match(warned[0], /^citation-card: data-into="\.nowhere" matches nothing on this page/)
})
