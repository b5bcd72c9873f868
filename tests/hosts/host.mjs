// A host for the card: builds a small site with the real tool and what integrations/ ships, opens it
// in Chromium, and notes the result in target/hosts/results.txt, of which `cargo xtask hosts` makes a table.

import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { ask, button, clipboard, inChromium, ready, until, useChromium } from '../browser/chromium.mjs'
import { dist, root } from '../browser/server.mjs'

export { ask, dist, root }

// Blank lines, and signs that Markdown and HTML understand, in a record.
export const BIBTEX = `@book{doe2020,
  author = {Doe, Jane and Núñez, José},

  title = {On {Tides} \\& cards\\_in *the* harbour, where a < b},
  publisher = {Harbour Press},
  year = 2020
}
`
export const APA = 'Doe, J., & Núñez, J. (2020). On Tides & cards_in *the* harbour, where a < b. Harbour Press.'

const TIMEOUT = 900_000

// Runs a program to its end; an error carries what it printed.
export async function run(program, words, options = {}) {
  try {
    const { stdout } = await promisify(execFile)(program, words, { timeout: TIMEOUT, maxBuffer: 1 << 26, ...options })
    return stdout.trim()
  } catch (error) {
    throw new Error(`${program} ${words.join(' ')}: ${error.stderr || error.stdout || error.message}`)
  }
}

// A program of the Python packages for the hosts.
export const python = (name) => join(root, 'target/hosts-python/bin', name)

// The packages of npm for the hosts that take minutes to install, the card's own among them.
export const HEAVY = join(root, 'tests/hosts/heavy')
export const tool = (path) => join(HEAVY, 'node_modules', path)

// The version of such a package, with its name.
export const version = (name, path) => `${name} ${JSON.parse(readFileSync(tool(`${path}/package.json`), 'utf8')).version}`

// PHP's own server for a folder. Several workers: a page and its scripts are asked for side by side.
export const phpServer = (folder) =>
  server('php', (port) => ['-S', `127.0.0.1:${port}`, '-t', folder], { cwd: folder, env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' } })

// A host's own server, when it answers; `words` are those of its command line for a port. It has a process
// group of its own, so that its workers end with it.
export async function server(program, words, options = {}) {
  const port = 20_000 + (process.pid % 20_000)
  const running = spawn(program, words(port), { stdio: 'ignore', detached: true, ...options })
  const origin = `http://127.0.0.1:${port}`
  for (let wait = 0; wait < 300; wait++) {
    if (await fetch(origin + '/', { redirect: 'manual' }).then(() => true, () => false)) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { origin, stop: () => process.kill(-running.pid) }
}

// Writes files, by path, below a folder.
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

// Without links that lead nowhere.
export const copy = (from, to) => cpSync(from, to, { recursive: true, dereference: true, filter: existsSync })

// A place for a host's site, empty. An application of npm lies below its packages, as people have it.
export function place(name, below = join(root, 'target/hosts')) {
  const folder = join(below, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

// Presses the button that copies the citation, and gives what the clipboard holds as text.
export async function copied(page) {
  await button(page, /^Copy citation/).first().click()
  return until(async () => (await clipboard(page))['text/plain'], 'a copy')
}

// A test on a host. `build` gets an empty folder, writes the site to its folder `site`, and gives the host's version;
// `pages` are the addresses that are opened and the citation in APA that each has to give. With `serve`, the host has a
// server of its own: it gives `{ origin, stop }`. An `npm` application lies below the packages of HEAVY.
export function onHost(name, { build, serve, pages, console, also, npm = false }) {
  const folder = place(name.toLowerCase().replace(/\W+/g, '-'), npm ? join(HEAVY, 'apps') : undefined)
  useChromium({ '/': join(folder, 'site') })
  inChromium(name, { console, origins: () => [served?.origin] }, async ({ page, here }) => {
    const version = await build(folder)
    const missing = []
    page.on('response', (response) => response.status() >= 400 && missing.push(response.url()))
    let last = ''
    try {
      served = await serve?.(folder)
      for (const [path, citation] of Object.entries(pages)) {
        last = path
        await page.goto((served?.origin ?? here.origin) + path)
        await ready(page)
        const text = await until(() => ask(page, 'text', 'apa'))
        if (citation instanceof RegExp) assert.match(text, citation, path)
        else assert.equal(text, citation, path)
        await also?.({ page, path, citation })
      }
      // A host may miss files of its own.
      assert.deepEqual(missing.filter((url) => /card/i.test(new URL(url).pathname)), [], 'files of the card that are not there')
    } catch (error) {
      const html = await page.content().catch(() => '')
      throw new Error(`${error.message}\non ${last}, where the server did not give ${missing.join(', ') || 'nothing'}: ${html.slice(Math.max(0, html.indexOf('citation') - 200)).slice(0, 2000)}`)
    } finally {
      await served?.stop()
    }
    note([name, version])
  })
}

let served

// Notes a row of a table of `cargo xtask hosts`.
export function note(cells, table = 'results.txt') {
  mkdirSync(join(root, 'target/hosts'), { recursive: true })
  appendFileSync(join(root, 'target/hosts', table), `${cells.join('\t')}\n`)
}

// The page head of a platform, from tests/pages, with `body` as its page.
export function pageHead(name, body) {
  const html = readFileSync(join(root, 'tests/pages', `${name}.html`), 'utf8')
  const end = html.search(/<\/head>|<body/i)
  // The card finds itself on another address than the platform's.
  return `${html.slice(0, end < 0 ? html.length : end)}</head><body>${body}</body></html>`
}
