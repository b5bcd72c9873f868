// single.js, one classic script: from the disk, in XHTML, in a sandbox, added by a script, and as
// the only thing that the owner of a page may place.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { html, inChromium, shows, tab, until, useChromium } from '../browser/chromium.mjs'
import { highwire } from '../browser/records.mjs'
import { here, target } from './bundlers.mjs'

const root = join(here, 'node_modules/citation-card')
const single = join(root, 'single.js')
useChromium({ '/card/': root })

const SCRIPT = '<script src="/card/single.js"></script>'
const CARD = '<citation-card styles="apa nature" lang="de"><p>Fallback</p></citation-card>'
const page = (body = CARD, script = SCRIPT) => html(body, { head: highwire + script, script: null })

// Another style, another language and a file format, and not one request after the script's.
async function works(page, site) {
  await shows(page, 'Procter, S.')
  await tab(page, 'BibTeX').click()
  await shows(page, '@article{')
  assert.match(await page.evaluate(() => document.querySelector('citation-card').text('nature')), /^Procter, S\./)
  assert.match(await page.evaluate(() => citationCard.cite({ type: 'book', title: 'T', author: [{ family: 'Doe' }, { family: 'Roe' }] }, { locale: 'de-DE', as: 'text' })), /\(o\.\sJ\.\)/)
  if (site) assert.deepEqual(site.requests.filter((path) => path.startsWith('/card/')), ['/card/single.js'])
}

inChromium('from the disk', {}, async ({ page: tab }) => {
  const folder = join(target, 'single')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'page.html'), page(CARD, '<script src="single.js"></script>'))
  writeFileSync(join(folder, 'single.js'), readFileSync(single))
  await tab.goto(pathToFileURL(join(folder, 'page.html')).href)
  await works(tab)
})

inChromium('under a policy with its hash, with integrity, without connect-src', {}, async ({ page: tab, here: site, open }) => {
  const hash = `sha384-${createHash('sha384').update(readFileSync(single)).digest('base64')}`
  const script = `<script src="/card/single.js" integrity="${hash}" crossorigin="anonymous"></script>`
  await open(page(CARD, script), { headers: {
    'Content-Security-Policy': `default-src 'none'; script-src '${hash}' 'wasm-unsafe-eval'; require-trusted-types-for 'script'`,
    'Integrity-Policy': 'blocked-destinations=(script)',
  } })
  await works(tab, site)
})

inChromium('in XHTML', {}, async ({ page: tab, here: site }) => {
  const xhtml = `<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB"><head><title>XHTML</title>${highwire.replaceAll(/<meta ([^>]*[^/])>/g, '<meta $1/>')}${SCRIPT}</head><body>${CARD}</body></html>`
  await tab.goto(site.page('/page.xhtml', xhtml, { 'Content-Type': 'application/xhtml+xml' }))
  await works(tab, site)
})

inChromium('in a sandboxed frame', {}, async ({ page: tab, here: site, open }) => {
  const inner = page().replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('/card/', `${site.origin}/card/`)
  await open(html(`<iframe sandbox="allow-scripts" width="800" height="700" srcdoc="${inner}"></iframe>`, { script: null }))
  await shows(tab.frameLocator('iframe'), 'Procter, S.')
})

inChromium('added by a tag manager, with a place and attributes', {}, async ({ page: tab, here: site, open }) => {
  await open(page('<h1>A work</h1><p class="citation">Where it goes</p><p id="last"></p>', ''))
  await tab.evaluate(() => {
    const script = document.createElement('script')
    Object.assign(script.dataset, { into: '.citation', where: 'afterend', layout: 'compact', styles: 'ieee apa' })
    script.src = '/card/single.js'
    document.head.append(script)
  })
  await shows(tab, 'S. Procter')
  assert.equal(await tab.evaluate(() => document.querySelector('.citation + citation-card[layout=compact] + #last') !== null), true)
  assert.deepEqual(site.requests.filter((path) => path.startsWith('/card/')), ['/card/single.js'])
})

inChromium('a browser that cannot unpack by itself', {}, async ({ page: tab, open }) => {
  await tab.addInitScript('delete globalThis.DecompressionStream')
  await open(page())
  await works(tab)
})

inChromium('as a module too', {}, async ({ page: tab, open }) => {
  await open(page('<citation-card styles="apa"></citation-card>', SCRIPT.replace('<script', '<script type="module"')))
  await shows(tab, 'Procter, S.')
})

inChromium('two copies on a page: the first defines the tag, and another version says so', { console: /does nothing/ }, async ({ page: tab, here: site, open }) => {
  site.page('/other.js', readFileSync(single, 'utf8').replaceAll('"0.1.0"', '"0.0.9"'))
  const warned = []
  tab.on('console', (message) => message.type() === 'warning' && warned.push(message.text()))
  await open(page(CARD, `${SCRIPT}<script src="/other.js"></script>`))
  await shows(tab, 'Procter, S.')
  await until(() => warned.length)
  assert.deepEqual(warned, ['citation-card 0.0.9 does nothing: version 0.1.0 is on this page already; load one of them'])
})
