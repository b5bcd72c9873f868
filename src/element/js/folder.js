// The files of this build from a folder, by their paths: WebAssembly, compiled styles and locales, lists. They are
// in the folder of the script, or in the one that `data-base` or `setBase()` names.

import { DIGEST, LIST_HASH } from './build.js'
import { Failure, failureOfPolicy } from './fetch.js'
import { get, once, textOf } from './files.js'
import { absolute } from './page.js'
import { address, isVouchedFor, script } from './script.js'

// The list of the hashes of all files; those of rarer files are in lists of their own.
const LIST = 'hashes/files.json'
const RARE_LISTS = 64

// No part of the program is as long as this. What is compiled while it downloads cannot be counted.
const MAX_PROGRAM = 20_000_000

let base = null
// Some servers refuse addresses with a query, and caches that were filled ahead may not have them.
let withoutQuery = false
const lists = new Map()
const texts = new Map()

// Moves all files that are fetched from now on. It is a folder.
export function setBase(url) {
  base = absolute(String(url).replace(/[?#].*$/, '').replace(/\/?$/, '/'), globalThis.document?.baseURI ?? globalThis.location?.href)
}

if (script?.dataset?.base) setBase(script.dataset.base)

// The folder.
export function folder() {
  // jsDelivr bundles a file under its address with `/+esm` after it.
  base ??= address && absolute('.', address.replace(/(\/[^/]+\.js)?\/\+esm$/, '/_'))
  if (!/^[a-z][a-z+.-]*:/i.test(base ?? '')) {
    throw new Failure('not-found', 'this script does not know its own address: a bundler has moved it. Import the npm package citation-card, load citation-card.js with <script type="module" src="…">, or name the folder of its files with setBase()')
  }
  return base
}

// Whether there is a folder.
export function has() {
  try {
    return Boolean(folder())
  } catch {
    return false
  }
}

export const isBase = (url) => has() && url === folder()

// The text of a file.
export const text = (path) => once(texts, path, async () => {
  const response = await answer(path)
  if (isPage(response)) throw new Failure('not-found', `${response.url} is a web page and not the file: the server has no ${path} in that folder`)
  return textOf(response.url || path, response)
})

// Forgets a text that was of no use, so that it is fetched when it is asked for again.
export const forget = (path) => texts.delete(path)

// A compiled module.
export async function wasm(path) {
  const response = await answer(path)
  return compileModule(response, response.url || path)
}

// The response to a request for a file. Its query changes with the build, so that files of two
// builds never mix in a cache.
async function answer(path) {
  const url = folder() + path
  if (withoutQuery || url.startsWith('file:')) return checked(url, path)
  try {
    return await checked(`${url}?${DIGEST}`, path)
  } catch (failure) {
    if (!['network', 'not-found'].includes(failure.reason)) throw failure
    const plain = await checked(url, path).catch(() => { throw failure })
    withoutQuery = true
    return plain
  }
}

// A checked file does not stream, so it is checked only where the page vouches for the script.
async function checked(url, path) {
  if (!isVouchedFor) return get(url)
  const integrity = await hashOf(path)
  if (!integrity) throw new Failure('not-found', `${url} does not belong to this build`)
  try {
    return await get(url, { integrity })
  } catch (failure) {
    // Browsers do not say that a hash is why there is no response.
    if (failure.reason === 'network' && await get(url).catch(() => null)) {
      throw new Failure('integrity', `${url} is not the file that the script was built with: its hash differs. Copy all files of one build, and make sure that nothing on the way changes them`)
    }
    throw failure
  }
}

async function hashOf(path) {
  if (path === LIST) return LIST_HASH
  const hashes = await list(LIST)
  return hashes[path] ?? (/^hashes\//.test(path) ? undefined : (await list(rareList(path)))[path])
}

const list = (path) => once(lists, path, async () => JSON.parse(await text(path)))

// The list that has a rarer file's hash: they are spread by the sum of their paths' letters.
const rareList = (path) => `hashes/${[...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % RARE_LISTS}.json`

const isPage = (response) => /^text\/html\b/i.test(response.headers.get('Content-Type') ?? '')

// Compiling while it downloads takes exactly this media type; some servers send another, or add a charset.
async function compileModule(response, url) {
  if (Number(response.headers.get('Content-Length')) > MAX_PROGRAM) {
    throw new Failure('unreadable', `${url} is larger than ${MAX_PROGRAM / 1e6} MB; deploy the files of one build`)
  }
  let module
  try {
    const streams = WebAssembly.compileStreaming && /^application\/wasm$/i.test(response.headers.get('Content-Type')?.trim() ?? '')
    const page = isPage(response)
    module = streams ? await WebAssembly.compileStreaming(response) : await compileBytes(await response.arrayBuffer(), url, page)
  } catch (error) {
    throw failureOfCompiling(error, url)
  }
  return ofThisBuild(module, url)
}

async function compileBytes(bytes, url, page) {
  const isWasm = new DataView(bytes).byteLength > 4 && new DataView(bytes).getUint32(0) === 0x0061736d
  if (!isWasm) throw new Failure('unreadable', page ? `${url} is a web page and not WebAssembly: the server has no such file and sends its start page, or a bundler has moved the files` : `${url} is not WebAssembly`)
  return WebAssembly.compile(bytes)
}

export function failureOfCompiling(error, what) {
  const known = error instanceof Failure ? error : failureOfPolicy(error)
  if (known) return known
  if (error.name === 'CompileError') return new Failure('unreadable', `${what} cannot be compiled: it is damaged, or this browser is too old (${error.message})`)
  return new Failure('network', `${what} was cut off: ${error.message}`)
}

// Each module says which build it is of: those of two builds do not fit together.
export function ofThisBuild(module, what) {
  const [section] = WebAssembly.Module.customSections(module, 'citation-card')
  const build = section ? new TextDecoder().decode(section) : ''
  if (build === DIGEST) return module
  throw new Failure('integrity', `${what} belongs to build ${build || '(unknown)'} of citation-card and the script to ${DIGEST}. Copy all files of one build, and reload without the cache`)
}
