// Files: each is fetched once a page, and again after a failure.

import * as build from './build.js'
import { absolute } from './page.js'

const LOCALES = build.LOCALES.split(' ')
export const STYLES = new Set(build.STYLES.split(' '))
const here = new URL('.', import.meta.url).href
// A server that does not answer for so long is as good as gone.
const PATIENCE = 20_000

const files = new Map()

// What went wrong, as `citation-card-error` tells it.
export class Failure extends Error {
  constructor(reason, message) {
    super(message)
    this.reason = reason
  }
}

// The loader's companions, which change with it.
export const companion = (name) => new URL(`${name}?${build.DIGEST}`, here).href

export async function get(url, options) {
  const patience = AbortSignal.timeout?.(PATIENCE)
  let response
  try {
    response = await fetch(url, { signal: patience, ...options })
  } catch (error) {
    throw new Failure('network', error.name === 'TimeoutError'
      ? `${url} did not answer in time`
      : `${url} could not be reached; if it is on another site, that site has to allow it (CORS)`)
  }
  if (!response.ok) {
    const reason = [404, 410].includes(response.status) ? 'not-found' : 'network'
    throw new Failure(reason, `${url} answered with ${response.status}`)
  }
  return response
}

// The text of a file.
export function file(url, options) {
  let text = files.get(url)
  if (!text) {
    text = get(url, options).then((response) => response.text())
    files.set(url, text)
    text.catch(() => files.delete(url))
  }
  return text
}

export const forget = (url) => files.delete(url)

// Where a style or locale is: `assets` is the folder they are in. What is shipped beside the loader
// is compiled; any other file is XML.
export function assetUrl(kind, id, assets) {
  const folder = assets ? absolute(assets.replace(/\/?$/, '/'), document.baseURI) : here
  if (kind === 'menu') return `${folder}styles/index.json`
  if (folder === here && (kind === 'locale' || STYLES.has(id))) return companion(`${kind}s/${id}.txt`)
  if (kind === 'locale') return `${folder}locales/${id}.xml`
  return isUrl(id) ? absolute(id, globalThis.document?.baseURI) : `${folder}styles/${id}.csl`
}

export const isCompiled = (url) => url.endsWith(`.txt?${build.DIGEST}`)

export const isUrl = (id) => /[/:]|\.csl$/.test(id)

// The shipped locale that is nearest to a language: itself, its language's first, or English.
export function nearestLocale(lang) {
  const wanted = (lang || '').toLowerCase()
  const language = wanted.split('-')[0]
  const known = MAIN[language] ?? LOCALES.find((id) => id.toLowerCase().split('-')[0] === language)
  return LOCALES.find((id) => id.toLowerCase() === wanted) ?? known ?? 'en-US'
}

// Languages whose first locale by name is not their main one.
const MAIN = { de: 'de-DE', en: 'en-US', es: 'es-ES', fr: 'fr-FR', pt: 'pt-PT', zh: 'zh-CN' }
