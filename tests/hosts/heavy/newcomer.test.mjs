// A newcomer's way, from an empty folder to a copied citation: the words of docs/embedding.md, typed one
// after the other, with the seconds that they take. What is not published yet comes from this checkout.

import assert from 'node:assert/strict'
import { appendFileSync, cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inChromium, ready, useChromium } from '../../browser/chromium.mjs'
import { BIBTEX, copied, dist, note, place, root, run, write } from '../host.mjs'

const folders = { '/npm/citation-card@0.1.0/': join(root, 'target/npm/citation-card') }
useChromium(folders)

const HEAD = '<meta charset="utf-8"><title>Tides</title><link rel="icon" href="data:,"><meta name="citation_title" content="Tides"><meta name="citation_author" content="Doe, Jane"><meta name="citation_publication_date" content="2020"><meta name="citation_publisher" content="Harbour Press">'
const page = (script) => `<!doctype html><html lang="en"><head>${HEAD}</head><body><h1>Tides</h1><citation-card></citation-card>${script}</body></html>`
const TIDES = /^Doe, J\. \(2020\)\. Tides\./

// `type` does in an empty folder what a newcomer types, and gives the folder of the site.
function way(name, { type, citation, path = '/index.html' }) {
  const folder = place(`newcomer-${name.toLowerCase().replace(/\W+/g, '-')}`, tmpdir())
  inChromium(`a newcomer's way: ${name}`, {}, async ({ page, here }) => {
    const start = performance.now()
    folders['/'] = await type(folder)
    const built = performance.now()
    await page.goto(here.origin + path)
    await ready(page)
    assert.match(await copied(page), citation)
    const seconds = (from, to) => ((to - from) / 1000).toFixed(1)
    const end = performance.now()
    note([name, seconds(start, built), seconds(built, end), seconds(start, end)], 'newcomer.txt')
  })
}

way('CDN or folder', {
  citation: TIDES,
  async type(folder) {
    write(folder, { 'index.html': page('<script type="module" src="/npm/citation-card@0.1.0/citation-card.js"></script>') })
    return folder
  },
})

way('Vite', {
  citation: TIDES,
  async type(folder) {
    await run('npm', ['init', '--yes'], { cwd: folder })
    await run('npm', ['install', '--no-fund', '--no-audit', 'vite@8.3.8', join(root, 'target/npm/citation-card-0.1.0.tgz')], { cwd: folder })
    write(folder, { 'index.html': page('<script type="module" src="./main.js"></script>'), 'main.js': "import 'citation-card'\n" })
    await run('npx', ['vite', 'build'], { cwd: folder })
    return join(folder, 'dist')
  },
})

way('Sphinx', {
  citation: /^Doe, J\., & Núñez, J\. \(2020\)\. On Tides/,
  async type(folder) {
    await run('python3', ['-m', 'venv', 'env'], { cwd: folder })
    // Building leaves files behind.
    cpSync(join(root, 'integrations/sphinx'), join(folder, 'sphinx-citation-card'), { recursive: true })
    await run('env/bin/pip', ['install', '--quiet', 'sphinx==9.0.4', './sphinx-citation-card'], { cwd: folder })
    await run('env/bin/sphinx-quickstart', ['--quiet', '--project', 'Site', '--author', 'Me', 'docs'], { cwd: folder })
    cpSync(dist, join(folder, 'docs/citation-card'), { recursive: true })
    appendFileSync(join(folder, 'docs/conf.py'), "extensions = ['sphinx_citation_card']\n")
    appendFileSync(join(folder, 'docs/index.rst'), '\n.. citation-card:: doe.bib\n')
    write(folder, { 'docs/doe.bib': BIBTEX })
    await run('env/bin/sphinx-build', ['--quiet', 'docs', 'html'], { cwd: folder })
    return join(folder, 'html')
  },
})
