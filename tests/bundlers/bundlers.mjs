// The bundlers, each as people run it with no configuration: an application in `app/` to a folder
// with an `index.html`.

import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const here = fileURLToPath(new URL('.', import.meta.url))
const app = join(here, 'app')
const main = join(app, 'main.js')
export const target = resolve(here, '../../target/npm/out')
const run = promisify(execFile)

// The page of the application with another script tag, where the bundler takes no page.
function page(out, tag) {
  const html = readFileSync(join(app, 'index.html'), 'utf8')
  writeFileSync(join(out, 'index.html'), html.replace(/<script type="module" src="\.\/main\.js"><\/script>/, tag))
}

const esm = '<script type="module" src="./main.js"></script>'
const classic = '<script defer src="./main.js"></script>'

export const bundlers = {
  async 'Vite'(out) {
    const { build } = await import('vite')
    await build({ root: app, configFile: false, logLevel: 'error', build: { outDir: out, emptyOutDir: true } })
  },
  async 'webpack'(out) {
    const { default: webpack } = await import('webpack')
    const stats = await new Promise((resolve, reject) => webpack({ entry: main, mode: 'production', context: here, output: { path: out } },
      (error, stats) => error ? reject(error) : resolve(stats)))
    if (stats.hasErrors()) throw new Error(stats.toString())
    const notes = stats.toJson({ warnings: true }).warnings.filter(({ message }) => !/size/.test(message))
    if (notes.length) throw new Error(notes.map(({ message }) => message).join('\n'))
    page(out, classic)
  },
  async 'Rollup'(out) {
    const [{ rollup }, { nodeResolve }] = await Promise.all([import('rollup'), import('@rollup/plugin-node-resolve')])
    const bundle = await rollup({ input: main, plugins: [nodeResolve()], onwarn: ({ message }) => { throw new Error(message) } })
    await bundle.write({ dir: out, format: 'es' })
    page(out, esm)
  },
  async 'Rolldown'(out) {
    const { rolldown } = await import('rolldown')
    const bundle = await rolldown({ input: main })
    await bundle.write({ dir: out, format: 'esm' })
    page(out, esm)
  },
  async 'esbuild (ESM)'(out) {
    const { build } = await import('esbuild')
    await build({ entryPoints: [main], bundle: true, splitting: true, format: 'esm', outdir: out, logLevel: 'error' })
    page(out, esm)
  },
  async 'esbuild (IIFE)'(out) {
    const { build } = await import('esbuild')
    const { warnings } = await build({ entryPoints: [main], bundle: true, format: 'iife', outdir: out, logLevel: 'error' })
    if (warnings.length) throw new Error(warnings[0].text)
    page(out, classic)
  },
  async 'Parcel'(out) {
    await run(join(here, 'node_modules/.bin/parcel'), ['build', 'index.html', '--dist-dir', out, '--no-cache', '--cache-dir', join(target, 'parcel-cache'), '--no-source-maps'],
      { cwd: app })
  },
}

// Builds into a fresh folder; gives its path.
export async function build(name) {
  const out = join(target, name.replace(/\W+/g, '-').toLowerCase())
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  await bundlers[name](out)
  return out
}

// Applications that are written below `target` find the packages there.
const link = resolve(target, '../node_modules')
mkdirSync(target, { recursive: true })
if (!existsSync(link)) symlinkSync(join(here, 'node_modules'), link)

// Builds a component of a framework with Vite and its plugin.
export async function buildComponent(name, source, { plugins = [], extension = 'js', alias = {} } = {}) {
  const { build } = await import('vite')
  const root = join(target, `${name}-source`)
  const out = join(target, name)
  rmSync(root, { recursive: true, force: true })
  mkdirSync(root, { recursive: true })
  writeFileSync(join(root, 'index.html'), '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>App</title><div id="app"></div><script type="module" src="./main.js"></script></html>')
  writeFileSync(join(root, 'main.js'), source.main)
  if (source.component) writeFileSync(join(root, `App.${extension}`), source.component)
  await build({ root, configFile: false, logLevel: 'error', plugins, resolve: { alias }, build: { outDir: out, emptyOutDir: true } })
  return out
}

