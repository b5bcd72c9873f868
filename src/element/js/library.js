// The modules as a library: the functions behind the card, without any element on the page.

import { nearestLocale } from './assets.js'
import { loadAsset } from './engine.js'
import { Failure } from './fetch.js'
import { hasLinkedData, pageOf } from './page.js'
import { call, engine } from './program.js'

// So many styles that were given as texts are kept.
const KEPT_STYLES = 16

// Text in any format, detected or named, to `{ records, problems }`.
export async function read(text, format) {
  const { records, problems } = await call(['formats'], (core) => core.read(String(text), String(format ?? '')))
  return { records, problems }
}

// Records to text in a format.
export async function write(records, format, given) {
  const options = optionsOf('write', given)
  const { core } = await engine()
  const write = () => core.write(list(records), String(format), options)
  const { text, problems, failure } = await call([core.chunkOf(String(format))], write)
  for (const { place, message } of problems ?? []) console.warn(`citation-card: ${place}: ${message}`)
  return textOf({ text, failure })
}

// References, or citations, of records.
export async function cite(records, given) {
  const options = optionsOf('cite', given)
  const { style, assets, ...rest } = options
  const markup = MARKUP.includes(options.as)
  const text = typeof (style ?? 'apa') === 'string' ? (style ?? 'apa').trim() : ''
  if (!text) throw new Failure('unreadable', 'a style is the id of a CSL style, the address of a .csl file, or its text')
  const running = await engine()
  const named = text.startsWith('<') ? styleText(running, text) : { id: text, done() {} }
  const locales = (langs) => Promise.all(langs.map((id) => loadAsset(running, assets, { kind: 'locale', id })))
  try {
    const loading = loadAsset(running, assets, { kind: 'style', id: named.id }, { xml: named.xml })
    if (options.locale) await Promise.all([loading, locales([nearestLocale(String(options.locale))])])
    await loading
    // Without a language asked for, a style that has one is in that.
    const locale = nearestLocale(options.locale ? String(options.locale) : running.core.defaultLocale(named.id))
    const items = list(records)
    const own = options['item-language'] || running.core.followsItemLanguage(named.id)
    const languages = own ? [...new Set(items.map((record) => record?.language).filter(Boolean).map((lang) => nearestLocale(String(lang))))] : []
    await locales([locale, ...languages])
    const cited = { ...rest, style: named.id, locale, itemLocales: languages, as: markup ? 'tree' : options.as }
    const result = textOf(await call(['sections'], (core) => core.cite(items, cited)))
    return markup ? await call(['formats'], (core) => core.render(result, options.as)) : result
  } finally {
    named.done()
  }
}

// What the module of all formats makes of the tree.
const MARKUP = ['markdown', 'rtf', 'latex', 'typst', 'org']

// The works that a page is about, from its metadata.
export async function discover(document = globalThis.document) {
  if (!document?.querySelector) throw new Failure('no-record', 'there is no document to search; give discover() one')
  const chunks = hasLinkedData(document) ? ['page', 'linked'] : ['page']
  const discover = (core) => core.discover(pageOf(document), document.documentElement?.lang ?? '')
  const { records, problems } = await call(chunks, discover)
  return { records, problems }
}

// A style that is given as text gets a name of its own inside the module. The least recently used
// ones are forgotten.
let styleNumber = 0

function styleText(running, xml) {
  const styles = running.styleTexts ??= new Map()
  const style = styles.get(xml) ?? { id: `text:${++styleNumber}`, xml, users: 0 }
  styles.delete(xml)
  styles.set(xml, style)
  style.users++
  for (const [old, { id, users }] of styles) {
    if (styles.size <= KEPT_STYLES) break
    if (users) continue
    styles.delete(old)
    running.known.delete(`style ${id}`)
    if (!running.dead) running.core.forget(id)
  }
  return { id: style.id, xml, done() { style.users-- } }
}

// What a module wrote; nothing comes from one that crashed.
export function textOf(written) {
  if (typeof written?.text === 'string') return written.text
  const { reason, message } = written?.failure ?? { reason: 'crash', message: "the card's program failed" }
  throw new Failure(reason, message)
}

// No options are none, whether they are left out or null.
function optionsOf(name, options) {
  if (options == null) return {}
  if (typeof options === 'object' && !Array.isArray(options)) return safely(() => plain(options)) ?? {}
  throw new Failure('unreadable', `the options of ${name}() are an object, such as { ${name === 'cite' ? "style: 'apa'" : 'ascii: true'} }`)
}

const list = (records) => plain([records].flat())

// A value as JSON would have it, without asking anybody how to write it: some libraries change that
// for every list. What cannot be had is left out: a function, an object within itself, a getter that
// throws.
export function plain(value, around = []) {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (around.includes(value)) return undefined
  const inside = [...around, value]
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, at) => held(value, at, inside) ?? null)
  // Assigned, `__proto__` would replace the prototype; here it becomes a field like any other.
  return Object.fromEntries(Object.keys(value).map((key) => [key, held(value, key, inside)]).filter(([, entry]) => entry !== undefined))
}

// The value of a key or an index; nothing where a getter throws.
const held = (value, key, around) => safely(() => plain(value[key], around))

function safely(get) {
  try {
    return get()
  } catch {
    return undefined
  }
}
