// React 18 and 19, Vue 3 and Svelte 5, as applications that Vite builds: the record and attributes
// as props, updates, events, the element by its ref.

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { inChromium, shows, until, useChromium } from '../browser/chromium.mjs'
import { buildComponent, here } from './bundlers.mjs'

const folders = {}
useChromium(folders)

const WORKS = `[
  { type: 'book', title: 'The first', author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2020]] } },
  { type: 'book', title: 'The second', author: [{ family: 'Roe', given: 'Jo' }], issued: { 'date-parts': [[2021]] } },
]`

// The same for all: the first work in APA, the second one after a press, the event of a copy.
async function works({ page, here: site }, out) {
  folders['/'] = out
  await page.goto(`${site.origin}/index.html`)
  await shows(page, 'Doe, J. (2020).')
  assert.equal(await page.locator('citation-card').getAttribute('layout'), 'compact')
  assert.equal(await page.locator('citation-card').getAttribute('heading-level'), '3')
  await until(() => page.evaluate(() => window.ready === 1), 'the event ready')
  await page.locator('#next').click()
  await shows(page, 'Roe, J. (2021).')
  await page.locator('#copy').click()
  const copied = await until(() => page.evaluate(() => window.copied), 'the event copy')
  assert.equal(copied.id, 'ieee')
  assert.match(copied.text, /J\. Roe/)
  assert.equal(await page.locator('citation-card').count(), 1)
}

const REACT = {
  main: `import { createElement as h, StrictMode, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { CitationCard } from 'citation-card/react'
const works = ${WORKS}
function App() {
  const [at, setAt] = useState(0)
  const card = useRef(null)
  return h('main', null,
    h(CitationCard, { ref: card, record: { ...works[at] }, styles: ['apa', 'ieee'], layout: 'compact', headingLevel: 3, className: 'mine',
      onReady: () => { window.ready = (window.ready ?? 0) + 1 }, onCopy: ({ detail }) => { window.copied = detail } }, h('p', null, 'Fallback')),
    h('button', { id: 'next', onClick: () => setAt(1) }, 'Next'),
    h('button', { id: 'copy', onClick: () => card.current.copy('ieee') }, 'Copy'))
}
createRoot(document.getElementById('app')).render(h(StrictMode, null, h(App)))`,
}

// React 18 cannot be installed beside 19.
const react18 = Object.fromEntries(['react', 'react-dom'].map((name) => [name, join(here, 'react18/node_modules', name)]))

for (const [version, alias] of [['18', react18], ['19', {}]]) {
  inChromium(`React ${version}`, {}, async (tools) => {
    const out = await buildComponent(`react-${version}`, REACT, { alias })
    await works(tools, out)
    const written = readdirSync(join(out, 'assets')).map((name) => readFileSync(join(out, 'assets', name), 'utf8')).join('')
    assert.match(written, new RegExp(`["'\`]${version}\\.\\d+\\.\\d+["'\`]`), 'the version that was meant')
  })
}

inChromium('Vue 3', {}, async (tools) => works(tools, await buildComponent('vue', {
  main: `import { createApp, h, ref } from 'vue'
import { CitationCard } from 'citation-card/vue'
const works = ${WORKS}
createApp({
  setup() {
    const at = ref(0), card = ref(null)
    return () => h('main', [
      h(CitationCard, { ref: card, record: works[at.value], styles: ['apa', 'ieee'], layout: 'compact', headingLevel: 3, class: 'mine',
        onReady: () => { window.ready = (window.ready ?? 0) + 1 }, onCopy: ({ detail }) => { window.copied = detail } }, () => h('p', 'Fallback')),
      h('button', { id: 'next', onClick: () => { at.value = 1 } }, 'Next'),
      h('button', { id: 'copy', onClick: () => card.value.element.copy('ieee') }, 'Copy'),
    ])
  },
}).mount('#app')`,
})))

inChromium('Svelte 5', {}, async (tools) => works(tools, await buildComponent('svelte', {
  main: `import { mount } from 'svelte'
import App from './App.svelte'
mount(App, { target: document.getElementById('app') })`,
  component: `<script>
import 'citation-card'
const works = ${WORKS}
let at = $state(0)
let card
</script>
<main>
  <citation-card bind:this={card} record={works[at]} styles={['apa', 'ieee']} layout="compact" heading-level={3}
    oncitation-card-ready={() => { window.ready = (window.ready ?? 0) + 1 }} oncitation-card-copy={({ detail }) => { window.copied = detail }}>
    <p>Fallback</p>
  </citation-card>
  <button id="next" onclick={() => { at = 1 }}>Next</button>
  <button id="copy" onclick={() => card.copy('ieee')}>Copy</button>
</main>`,
}, { extension: 'svelte', plugins: [svelte({ configFile: false })] })))

test('on a server, React and Vue render the tag with its attributes and the fallback', async () => {
  const [{ createElement }, { renderToString }, { CitationCard }] = await Promise.all([import('react'), import('react-dom/server'), import('citation-card/react')])
  const props = { record: { title: 'A' }, styles: ['apa', 'ieee'], debug: true, remember: false, options: { accessed: false } }
  assert.equal(renderToString(createElement(CitationCard, props, createElement('p', null, 'Fallback'))),
    '<citation-card styles="apa ieee" debug="" options="{&quot;accessed&quot;:false}"><p>Fallback</p></citation-card>')
  const [{ createSSRApp, h }, vueServer, vue] = await Promise.all([import('vue'), import('vue/server-renderer'), import('citation-card/vue')])
  const written = await vueServer.renderToString(createSSRApp({ render: () => h(vue.CitationCard, props, () => h('p', 'Fallback')) }))
  assert.match(written, /^<citation-card [^>]*styles="apa ieee"[^>]*><p>Fallback<\/p><\/citation-card>$/)
})
