// The module as a library: the functions behind the card, without any element on the page.

import { Failure, companion, nearestLocale } from './assets.js'
import { bring, compiled, engine } from './engine.js'
import { pageOf } from './page.js'

// Text in any format, detected or named, to `{ records, problems }`.
export async function read(text, format) {
  const { core } = await engine()
  const found = core.read(String(text), format ?? '')
  return found.elsewhere ? JSON.parse((await more()).read(String(text), found.elsewhere)) : found
}

// Records to text in a format.
export async function write(records, format, options = {}) {
  const { core } = await engine()
  const written = core.write(list(records), String(format), options)
  if (written.error) throw new Failure('unreadable', written.error)
  if (!written.elsewhere) return written.text
  return (await more()).write(JSON.stringify(list(records)), written.elsewhere, JSON.stringify(options))
}

// References, or citations, of records.
export async function cite(records, options = {}) {
  const running = await engine()
  const { style = 'apa', locale = 'en-US', assets } = options
  let id = String(style).trim()
  if (id.startsWith('<')) {
    id = named(running, id)
  }
  const settings = { ...options, style: id, locale: nearestLocale(locale) }
  await Promise.all([bring(running, assets, 'style', id), bring(running, assets, 'locale', settings.locale)])
  const cited = running.core.cite(list(records), settings)
  if (cited.error) throw new Failure('unreadable', cited.error)
  return cited.text
}

// The works that a page is about, from its metadata.
export async function discover(document = globalThis.document) {
  const { core } = await engine()
  return core.discover(pageOf(document), document.documentElement?.lang ?? '')
}

// A style given as text gets a name inside the module, the same each time.
function named(running, text) {
  const name = `text:${[...text].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)) >>> 0, 7)}`
  if (!running.known.has(`style ${name}`)) {
    const parent = running.core.provide('style', name, text)
    running.known.set(`style ${name}`, parent
      ? bring(running, undefined, 'style', parent).then(() => running.core.alias('style', name, parent))
      : Promise.resolve())
  }
  return name
}

const list = (records) => [records].flat()

let second

// The second module, with every format.
export function more() {
  second ??= Promise.all([import(companion('more.js')), compiled(companion('more.wasm'))])
    .then(async ([more, module]) => {
      await more.default({ module_or_path: module })
      return more
    })
    .catch((failure) => {
      second = undefined
      throw failure
    })
  return second
}
