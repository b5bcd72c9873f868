// A site on this machine: pages that a test writes, the folder `dist`, and answers that a test
// chooses (headers, status, delay), each with an entry in the list of requests.

import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))
// `DIST` names another folder that `cargo xtask dist --out` wrote.
export const dist = process.env.DIST ?? join(root, 'dist')

const TYPES = {
  '.bib': 'application/x-bibtex',
  '.csl': 'application/vnd.citationstyles.style+xml',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
}

// The modules of JavaScript that the loader is: one file, or in a development build each as it is.
export function modules(name = 'citation-card.js', known = []) {
  const imports = readFileSync(join(dist, name), 'utf8').matchAll(/^(?:import|export) [^'"]*['"]\.\/([^'"]*)['"]/gm)
  known.push(name)
  for (const [, other] of imports) if (!known.includes(other)) modules(other, known)
  return known
}

// Serves `folders`, by the path they appear under, on an address of its own. `prelude.put` may add to pages.
export async function site(folders = { '/card/': dist }, prelude = { put: (html, headers) => ({ html, headers }) }) {
  const pages = new Map()
  const rules = []
  const requests = []
  const referrers = []
  const ended = []

  const server = createServer(async (request, response) => {
    if (prelude.offline) return request.socket.destroy()
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname)
    // Browsers ask for it when they like; no test is about it.
    if (path !== '/favicon.ico') requests.push(path)
    if (request.headers.referer && path !== '/favicon.ico') referrers.push(`${path} ${request.headers.referer}`)
    response.on('close', () => response.writableFinished || ended.push(path))
    const rule = rules.find((rule) => rule.matches(path, request.url)) ?? {}
    if (rule.gone) return request.socket.destroy()
    await rule.wait
    if (rule.delay) await new Promise((resolve) => setTimeout(resolve, rule.delay))
    const send = (status, headers, body) => {
      response.writeHead(status, { 'Cache-Control': 'no-store', ...headers, ...rule.headers })
      response.end(body)
    }
    if (rule.endless) return endless(response, rule)
    if (rule.status) return send(rule.status, { 'Content-Type': 'text/plain' }, rule.body ?? '')
    if (path === '/favicon.ico') return send(204, {})
    if (pages.has(path)) {
      const type = TYPES[extname(path)] ?? TYPES['.html']
      const page = pages.get(path)
      const { html, headers } = type === TYPES['.html'] ? prelude.put(page.html, page.headers) : page
      return send(200, { 'Content-Type': type, ...headers }, html)
    }
    const file = fileOf(folders, path)
    if (!file) return send(404, { 'Content-Type': 'text/plain' }, 'not found')
    if (extname(file) === '.html') return send(200, { 'Content-Type': TYPES['.html'] }, prelude.put(readFileSync(file, 'utf8'), {}).html)
    response.writeHead(200, {
      'Cache-Control': 'no-store',
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      ...rule.headers,
    })
    createReadStream(file).pipe(response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    requests,
    // Who sent a referrer: the path and what it said.
    referrers,
    // The paths of requests that the browser ended before they were answered.
    ended,
    // Serves a page (or any text, by the extension of its path) and gives its address.
    page(path, html, headers = {}) {
      pages.set(path, { html, headers })
      return this.origin + path
    },
    // Answers what matches differently: `{ status, body, headers, delay }`, after the promise `wait`, not at all where
    // it is `gone`,
    // or `{ endless: text }`, again and again; then `sent` counts the bytes. A function is asked with
    // the path and the whole address. Gives what ends that.
    answer(pattern, rule) {
      const matches = typeof pattern === 'function' ? pattern : (path) => pattern.test(path)
      const entry = Object.assign(rule, { matches })
      rules.unshift(entry)
      return () => rules.includes(entry) && rules.splice(rules.indexOf(entry), 1)
    },
    // Forgets the requests, and the answers of the test before; the pages stay.
    reset() {
      for (const list of [requests, referrers, ended, rules]) list.length = 0
    },
    close: () => new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    }),
  }
}

function endless(response, rule) {
  response.writeHead(200, rule.headers)
  const piece = Buffer.from(rule.endless.repeat(Math.ceil(65536 / rule.endless.length)))
  rule.sent ??= 0
  const more = () => {
    while (!response.destroyed && response.write(piece)) rule.sent += piece.length
    response.once('drain', more)
  }
  response.on('close', () => response.removeAllListeners('drain'))
  more()
}

function fileOf(folders, path) {
  for (const [prefix, folder] of Object.entries(folders)) {
    if (!path.startsWith(prefix)) continue
    const file = normalize(join(folder, path.slice(prefix.length)))
    if (file.startsWith(normalize(folder)) && existsSync(file) && statSync(file).isFile()) return file
  }
  return null
}
