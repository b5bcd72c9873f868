// Pictures of the five looks, of the main states, of forced colours and of print, compared with those in
// `pictures/`, which are half as large. `UPDATE=1 cargo xtask test browser pictures.test.mjs` renews them.

import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { button, html, inChromium, ready, shows, tab, until, useChromium } from './chromium.mjs'
import { demo, highwire, json, shannon } from './records.mjs'
import { root } from './server.mjs'

useChromium({ '/card/': join(root, 'dist'), '/dist/': join(root, 'dist'), '/demo/': join(root, 'demo') })

const folder = new URL('pictures/', import.meta.url)
const update = Boolean(process.env.UPDATE)

// So many of a thousand pixels may differ, each by more than so much of 255.
const DIFFERENT = 6
const MUCH = 48

// The same fonts on every machine.
const FONTS = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
process.env.FONTCONFIG_FILE = fileURLToPath(new URL('fonts.conf', folder))
const skip = existsSync(FONTS) ? false : `${FONTS} is missing (Debian: fonts-dejavu-core)`

const text = (path) => readFileSync(join(root, path), 'utf8')
const look = (name) => async ({ page, here }) => {
  await page.goto(here.page(`/demo/looks/${name}.html`, text(`demo/looks/${name}.html`)))
}
const record = {
  ...demo, DOI: '10.1111/ntwe.12219', abstract: 'What the paper studies. '.repeat(30), keyword: 'caring work; health services',
  author: demo.author.map((name, at) => (at ? name : { ...name, ORCID: '0000-0002-1825-0097' })),
  custom: { corresponding: [0], metrics: [{ label: 'citation', count: 1, source: 'Scopus' }], topics: [{ name: 'Mental Health Service', weight: 1, group: 'Psychology' }, { name: 'Service Work', weight: 0.86 }] },
}
const THEME = '<style>:root { color-scheme: light dark; font-family: system-ui } body { margin: 16px }</style>'
const given = (attributes = '', what = record, options = {}) => async ({ open }) => {
  await open(html(`<citation-card ${attributes}><script type="application/vnd.citationstyles.csl+json">${json(what)}</script></citation-card>`, { head: THEME, ...options }))
}
const FORCED = { colorScheme: 'dark', forcedColors: 'active' }
const print = (page) => page.emulateMedia({ media: 'print' })
const search = async (page, name) => {
  await button(page, /^Any style/).click()
  const field = page.locator('citation-card').getByRole('combobox', { name: 'Find a style or format' })
  await field.fill(name)
  await page.locator('citation-card .option').filter({ hasText: 'numeric' }).first().waitFor()
  await field.press('ArrowDown')
  await shows(page, 'Procter, S., Harrison, D., Pearson, P. & Dickinson, C.')
}
const press = (page) => button(page, /^Copy citation/).click().then(() => page.locator('citation-card').locator('.done').first().waitFor())

// What each picture is of: how it comes to be, the size of the window, what is done.
const PICTURES = {
  'look-blog': { come: look('blog'), size: [720, 640] },
  'look-bootstrap': { come: look('bootstrap'), size: [820, 720] },
  'look-docs': { come: look('docs'), size: [760, 560] },
  'look-sidebar': { come: look('sidebar'), size: [720, 640] },
  'look-table': { come: look('table'), size: [720, 460] },
  card: { come: given(), size: [760, 1150] },
  'card-dark': { come: given(), size: [760, 620], context: { colorScheme: 'dark' } },
  'card-wide': { come: given(), size: [1100, 760] },
  phone: { come: given(), size: [390, 844], context: { hasTouch: true, isMobile: true } },
  narrow: { come: given('layout="compact"'), size: [232, 620] },
  copied: { come: given('layout="compact"'), size: [640, 400], act: press },
  file: { come: given('layout="compact"'), size: [640, 400], act: async (page) => { await tab(page, 'BibTeX').click(); await shows(page, '@article') } },
  dialog: { come: given('layout="button"'), size: [760, 560], act: async (page) => { await button(page, 'Cite').click(); await ready(page) } },
  list: { come: given('', [record, shannon]), size: [640, 620] },
  'right-to-left': { come: given('layout="compact" locale="ar"', { ...record, language: 'ar', title: 'زقاق المدق', author: [{ family: 'محفوظ', given: 'نجيب' }] }, { dir: 'rtl', lang: 'ar' }), size: [640, 400] },
  'forced-colours': { come: given(), size: [760, 1150], context: { forcedColors: 'active' } },
  'forced-colours-dark': { come: given('layout="compact"'), size: [640, 560], context: FORCED, act: (page) => search(page, 'nature') },
  'forced-colours-dialog': { come: given('layout="button"'), size: [760, 560], context: FORCED, act: async (page) => { await button(page, 'Cite').click(); await ready(page) } },
  print: { come: given(), size: [760, 1150], act: print },
  'print-list': { come: given('', [record, shannon]), size: [640, 400], act: print },
  'print-file': { come: given('layout="compact"'), size: [640, 620], act: async (page) => { await tab(page, 'RIS').click(); await shows(page, 'TY  - JOUR'); await print(page) } },
  'print-dialog': { come: given('layout="button"'), size: [760, 400], act: async (page) => { await button(page, 'Cite').click(); await ready(page); await print(page) } },
  skeleton: {
    come: async ({ open, here }) => { here.answer(/core\.wasm/, { delay: 4000 }); await open(html('<citation-card></citation-card>', { head: THEME + highwire })) },
    size: [640, 560], waits: (page) => page.locator('citation-card').locator('.skeleton').waitFor(),
  },
}

for (const [name, { come, size: [width, height], context, act, waits = settled }] of Object.entries(PICTURES)) {
  inChromium(`the picture ${name} is as it was`, { skip, chromium: 'the pictures are of Chromium', context: { viewport: { width, height }, reducedMotion: 'reduce', ...context } }, async (given) => {
    const { page } = given
    await come(given)
    await waits(page)
    await act?.(page)
    await page.mouse.move(width - 1, height - 1)
    await page.waitForTimeout(400)
    const seen = await page.screenshot({ caret: 'hide' })
    const file = new URL(`${name}.webp`, folder)
    const before = !update && existsSync(file) ? readFileSync(file).toString('base64') : null
    // A blank page, without the policy and the styles of the other.
    await page.goto('about:blank')
    const { picture, different } = await page.evaluate(compare, [seen.toString('base64'), before, MUCH])
    if (update) return writeFileSync(file, Buffer.from(picture, 'base64'))
    assert.notEqual(before, null, `pictures/${name}.webp is missing; UPDATE=1 cargo xtask test browser pictures.test.mjs`)
    assert.ok(different <= DIFFERENT, `${different.toFixed(1)} of 1000 pixels differ; if that is meant: UPDATE=1 cargo xtask test browser pictures.test.mjs`)
  })
}

// A card that stands, with its menu.
async function settled(page) {
  const card = page.locator('citation-card').first()
  await card.getByRole('button').first().waitFor()
  await until(() => page.evaluate(() => [...document.querySelectorAll('citation-card')].every((card) => !card.shadowRoot?.querySelector('[aria-busy=true]'))), 'the cards')
  await page.waitForTimeout(600)
}

// In the page: the new picture at half size, and how many of a thousand of its pixels, at a quarter of
// the size, differ from those of the old one.
async function compare([seen, before, much]) {
  const load = async (data, type) => createImageBitmap(await (await fetch(`data:image/${type};base64,${data}`)).blob())
  const draw = (image, width, height) => {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, width, height)
    return canvas
  }
  const image = await load(seen, 'png')
  const half = draw(image, image.width >> 1, image.height >> 1)
  const blob = await half.convertToBlob({ type: 'image/webp', quality: 0.72 })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const picture = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  if (!before) return { picture, different: 1000 }
  const size = [image.width >> 2, image.height >> 2]
  const old = await load(before, 'webp')
  if (old.width !== half.width || old.height !== half.height) return { picture, different: 1000 }
  const pixels = (source) => draw(source, ...size).getContext('2d').getImageData(0, 0, ...size).data
  const [one, other] = [pixels(half), pixels(old)]
  let count = 0
  for (let at = 0; at < one.length; at += 4) {
    if ([0, 1, 2].some((channel) => Math.abs(one[at + channel] - other[at + channel]) > much)) count++
  }
  return { picture, different: (count * 4000) / one.length }
}
