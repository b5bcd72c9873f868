// `import 'citation-card'` in every bundler, with no configuration: the card stands, other styles,
// locales and formats come, nothing but scripts is needed, and a part that cannot be had is named.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'vite'
import { inChromium, shows, tab, until, useChromium } from '../browser/chromium.mjs'
import { build, bundlers, here } from './bundlers.mjs'

const folders = {}
const installed = join(here, 'node_modules/citation-card')
useChromium(folders)

// No connect-src: nothing is fetched that is not a script.
const POLICY = "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'"

async function works(page) {
  await shows(page, 'Procter, S.')
  assert.equal(await page.evaluate(() => window.ran), true, 'what comes after the import ran')
  await tab(page, 'IEEE').click()
  await shows(page, 'S. Procter')
  await tab(page, 'BibTeX').click()
  await shows(page, '@article{')
  const [nature, apa] = await page.evaluate(() => window.cited())
  assert.match(nature, /Knuth, D\. E\./)
  assert.match(apa, /^Knuth, D\. E\. \(1997\)\. \*The Art of Computer Programming\*/)
}

for (const name of Object.keys(bundlers)) {
  // Webpack's runtime adds script tags by itself, which trusted types forbid; Parcel writes an import
  // map into the page.
  const policy = { webpack: POLICY.replace(/; require.*/, ''), Parcel: POLICY.replace("'self'", "'self' 'unsafe-inline'") }[name] ?? POLICY
  inChromium(`${name}: the card stands, with what it loads later`, {}, async ({ page, here: site }) => {
    folders['/'] = await build(name)
    const end = site.answer(/./, { headers: { 'Content-Security-Policy': policy } })
    await page.goto(`${site.origin}/index.html`)
    await works(page)
    end()
  })
}

inChromium('Vite in development: the card stands', { origins: () => [development], console: /\[vite\]/ }, async ({ page }) => {
  const server = await createServer({ root: `${here}app`, configFile: false, logLevel: 'error', cacheDir: `${here}../../target/npm/out/vite-cache`, server: { port: 0, hmr: false } })
  try {
    await server.listen()
    development = server.resolvedUrls.local[0].slice(0, -1)
    await page.goto(server.resolvedUrls.local[0])
    await works(page)
  } finally {
    await server.close()
  }
})

let development

// What a CDN makes of the package for `/+esm`: one module, minified, on another site.
const CDN = {
  async 'Rollup, as jsDelivr'() {
    const { rollup } = await import('rollup')
    const bundle = await rollup({ input: join(installed, 'index.js'), onwarn: ({ message }) => { throw new Error(message) } })
    const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true })
    return output
  },
  async 'esbuild, as esm.sh'() {
    const { build } = await import('esbuild')
    const { outputFiles } = await build({ entryPoints: [join(installed, 'index.js')], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, logLevel: 'error' })
    return outputFiles.map(({ text }) => ({ code: text }))
  },
}

for (const [name, bundle] of Object.entries(CDN)) {
  inChromium(`one module for /+esm (${name}): the card stands, with what it loads later`, { origins: (there) => [there.origin] }, async ({ page, here: site, there }) => {
    const files = await bundle()
    assert.equal(files.length, 1)
    folders['/'] = join(here, 'app')
    const address = there.page('/npm/citation-card/+esm', files[0].code, { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' })
    const html = readFileSync(join(here, 'app/index.html'), 'utf8')
    const script = readFileSync(join(here, 'app/main.js'), 'utf8').replace("'citation-card'", `'${address}'`)
    await page.goto(site.page('/page.html', html.replace('<script type="module" src="./main.js"></script>', `<script type="module">${script}</script>`)))
    await works(page)
    assert.deepEqual(there.requests, ['/npm/citation-card/+esm'])
  })
}

let vite
const built = () => vite ??= build('Vite')

inChromium('a part that the server lost is named, and the fallback stays', { console: /404|Failed to (load|fetch)/ }, async ({ page, here: site }) => {
  folders['/'] = await built()
  const end = site.answer(/core\.wasm.*\.js$/, { status: 404 })
  await page.goto(`${site.origin}/index.html`)
  const { reason, message } = await until(() => page.evaluate(() => window.events.find(({ name }) => name === 'error')))
  assert.equal(reason, 'network')
  assert.match(message, /the part core\.wasm of the card could not be loaded; it is a file that the bundler of this page wrote/)
  assert.ok(await page.getByText('Fallback').isVisible())
  end()
})

inChromium('a style that is not in the bundle says how to get it', {}, async ({ page, here: site }) => {
  folders['/'] = await built()
  await page.goto(`${site.origin}/index.html`)
  await shows(page, 'Procter, S.')
  const problem = await page.evaluate(() => document.querySelector('citation-card').text('journal-of-no-name').then(() => null, ({ message }) => message))
  assert.match(problem, /all-styles\.js|no style|unknown/i)
})
