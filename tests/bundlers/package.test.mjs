// The package itself: what publint and are-the-types-wrong say, what it holds, and that everything
// its manifest names is there.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { here } from './bundlers.mjs'

const run = promisify(execFile)
const root = join(here, 'node_modules/citation-card')
const text = (name) => readFileSync(join(root, name), 'utf8')
const json = (name) => JSON.parse(text(name))
const manifest = json('package.json')
const files = readdirSync(root, { recursive: true }).map(String).filter((name) => statSync(join(root, name)).isFile())

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: root, level: 'warning', strict: true })
  assert.deepEqual(messages.map((message) => formatMessage(message, manifest)), [])
})

test('are-the-types-wrong finds nothing', async () => {
  // An ES module alone, as its `type` says: `require` is no way to it in older versions of Node.
  await run(join(here, 'node_modules/.bin/attw'), ['--pack', root, '--profile', 'esm-only', '--format', 'ascii'], { cwd: here, maxBuffer: 50_000_000 })
    .catch(({ stdout }) => assert.fail(stdout))
})

test('everything that package.json names is there', () => {
  const paths = (value) => typeof value === 'string' ? [value] : Object.values(value).flatMap(paths)
  const { main, module, types, jsdelivr, unpkg, exports, sideEffects } = manifest
  const named = [main, module, types, jsdelivr, unpkg, manifest['web-types'], ...paths(exports), ...sideEffects]
  assert.ok(named.length > 10)
  assert.deepEqual(named.filter((path) => !existsSync(join(root, path))), [])
  assert.equal(manifest.customElements, 'custom-elements.json')
})

test('every part that index.js names is there, and no other', () => {
  const named = new Set([...(text('index.js') + text('all-styles.js')).matchAll(/import\(["'`]\.\/(parts\/[^"'`]+)["'`]\)/g)].map(([, path]) => path))
  assert.ok(named.has('parts/core.wasm.js') && named.has('parts/styles/apa.txt.js'))
  assert.deepEqual(files.filter((path) => path.startsWith('parts/')).sort(), [...named].sort())
})

test('links between its pages lead to files that are in it', () => {
  const pages = files.filter((name) => name.endsWith('.md'))
  assert.ok(pages.includes('docs/embedding.md') && pages.includes('integrations/wordpress/README.md'))
  const links = pages.flatMap((page) => [...text(page).replaceAll(/```.*?```/gs, '').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => [page, link]))
  const within = links.filter(([, link]) => !/^[a-z]+:/.test(link))
  assert.ok(within.length > 20)
  assert.deepEqual(within.filter(([page, link]) => !existsSync(join(root, page, '..', link))), [])
})

test('the licences and the credits of styles and locales are there', () => {
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'styles/LICENSE.md', 'styles/CREDITS.md', 'locales/LICENSE.md', 'locales/CREDITS.md']) {
    assert.ok(text(name).length > 200, name)
  }
})

test('no file is there twice', () => {
  const seen = new Map()
  for (const name of files.filter((name) => statSync(join(root, name)).size > 1000 && !/LICENSE/.test(name))) {
    const hash = createHash('sha256').update(readFileSync(join(root, name))).digest('hex')
    assert.ok(!seen.has(hash), `${name} is ${seen.get(hash)}`)
    seen.set(hash, name)
  }
})

test('what editors read names every attribute of the manifest', () => {
  const [element] = json('custom-elements.json').modules[0].declarations
  const names = element.attributes.map(({ name }) => name)
  const [webTypes] = json('web-types.json').contributions.html.elements
  assert.deepEqual(webTypes.attributes.map(({ name }) => name), names)
  const [tag] = json('vscode.html-custom-data.json').tags
  assert.deepEqual(tag.attributes.map(({ name }) => name), names)
  assert.deepEqual(tag.attributes.find(({ name }) => name === 'from').values.map(({ name }) => name), ['auto', 'page', 'inline', 'src', 'doi'])
  assert.equal(json('vscode.css-custom-data.json').properties.length, element.cssProperties.length)
})
