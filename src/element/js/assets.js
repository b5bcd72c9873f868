// Files: each is fetched once a page, and again after a failure.

import * as build from './build.js'
import { Failure, fetchResponse, readText } from './fetch.js'
import { absolute } from './page.js'

const table = (pairs) => new Map(pairs.split(' ').map((pair) => pair.split('=')))
const NEAREST = table(build.NEAREST)
const NEAREST_LABELS = table(build.NEAREST_LABELS)
export const STYLES = new Set(build.STYLES.split(' '))
// Who does not answer for so long is as good as gone.
const PATIENCE = 20_000
// No style, locale or menu is as long as this.
const MAX_ASSET = 4_000_000

const files = new Map()

// The folder of this script. A bundler may have put the script where it has no address.
const ownFolder = (() => {
  try {
    return new URL('.', import.meta.url).href
  } catch {
    return null
  }
})()

function here() {
  if (!ownFolder) {
    throw new Failure('not-found', 'this script does not know its own address; load citation-card.js with <script type="module" src="…"> in place of bundling it')
  }
  return ownFolder
}

// The loader's companions, which change with it.
export const companion = (name) => new URL(`${name}?${build.DIGEST}`, here()).href

export async function get(url) {
  let response
  try {
    response = await fetchResponse(url, { signal: AbortSignal.timeout?.(PATIENCE) })
  } catch (error) {
    throw failureOf(url, error)
  }
  if (!response.ok) {
    const reason = [404, 410].includes(response.status) ? 'not-found' : 'network'
    throw new Failure(reason, `${url} answered with ${response.status}`)
  }
  return response
}

function failureOf(url, { kind }) {
  switch (kind) {
    case 'csp': return new Failure('csp', `the page's Content-Security-Policy forbids loading ${url}; allow its origin in connect-src`)
    case 'timeout': return new Failure('network', `${url} did not answer in time`)
    case 'offline': return new Failure('network', `there is no connection to the internet; ${url} was not loaded`)
    case 'invalid': return new Failure('not-found', `${url} is not a valid address`)
    case 'too-large': return new Failure('unreadable', `${url} is larger than ${MAX_ASSET / 1e6} MB`)
    default: return new Failure('network', `${url} could not be reached; if it is on another site, that site has to allow it (CORS)`)
  }
}

// The text of a file, fetched once a page, and again after a failure.
export function file(url) {
  let text = files.get(url)
  if (!text) {
    text = get(url).then((response) => readText(response, MAX_ASSET)).catch((error) => {
      throw error instanceof Failure ? error : failureOf(url, error)
    })
    files.set(url, text)
    text.catch(() => files.delete(url))
  }
  return text
}

// Where a style or locale is: `assets` is the folder they are in. What is shipped beside the loader
// is compiled; any other file is XML.
export function assetUrl(kind, id, assets) {
  const folder = assets ? absolute(assets.replace(/\/?$/, '/'), globalThis.document?.baseURI) : here()
  // Labels belong to the program.
  if (kind === 'labels') return companion(`labels/${id}.txt`)
  if (kind === 'menu') return `${folder}styles/index.json`
  if (folder === ownFolder && (kind === 'locale' || STYLES.has(id))) return companion(`${kind}s/${id}.txt`)
  if (kind === 'locale') return `${folder}locales/${id}.xml`
  return isUrl(id) ? absolute(id, globalThis.document?.baseURI) : `${folder}styles/${id}.csl`
}

export const isCompiled = (url) => url.endsWith(`.txt?${build.DIGEST}`)

export const isUrl = (id) => /[/:]|\.csl$/.test(id)

// The shipped locale that is nearest to a language, or English.
export const nearestLocale = (lang) => nearest(NEAREST, lang) ?? 'en-US'

// The language of the labels that is nearest to a language, or English, which has no file.
export const nearestLabels = (lang) => nearest(NEAREST_LABELS, lang) ?? 'en'

// A tag is looked up as it is, then without its last part, and so on. The tables are made of
// `src/csl/model/language.rs`.
function nearest(table, lang) {
  let tag = String(lang || '').trim().replaceAll('_', '-').toLowerCase()
  while (tag && !table.has(tag)) tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))
  return table.get(tag)
}
