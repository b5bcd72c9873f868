// Styles and locales: where they are, and which of them are shipped.

import * as build from './build.js'
import { file, forgetFile } from './files.js'
import { absolute } from './page.js'
import { forget, isBase, text } from './supply.js'

const table = (pairs) => new Map(pairs.split(' ').map((pair) => pair.split('=')))
const NEAREST = table(build.NEAREST)
const NEAREST_LABELS = table(build.NEAREST_LABELS)
// The languages of the shipped locales.
export const locales = () => [...new Set(NEAREST.values())].join(' ')
export const STYLES = new Set(build.STYLES.split(' '))
// Begins the address of what this build brings.
const SHIPPED = 'shipped:'

// The text at an address that `assetUrl` gave.
export const assetText = (url) => url.startsWith(SHIPPED) ? text(url.slice(SHIPPED.length)) : file(url)

// Forgets that text: it was of no use, and the next one may be.
export const forgetText = (url) => url.startsWith(SHIPPED) ? forget(url.slice(SHIPPED.length)) : forgetFile(url)

// Where a style or locale is. What is shipped with the loader is compiled; what is in the folder
// `assets`, or at an address of its own, is XML.
export function assetUrl(kind, id, assets) {
  // Labels belong to the program.
  if (kind === 'labels') return `${SHIPPED}labels/${id}.txt`
  if (kind === 'style' && isUrl(id)) return absolute(id, globalThis.document?.baseURI)
  const folder = assets && absolute(assets.replace(/\/?$/, '/'), globalThis.document?.baseURI)
  const path = { menu: 'styles/index.json', locale: `locales/${id}`, style: `styles/${id}` }[kind]
  if (!folder || isBase(folder)) return SHIPPED + (kind === 'menu' ? path : `${path}.txt`)
  return folder + path + { menu: '', locale: '.xml', style: '.csl' }[kind]
}

export const isCompiled = (url) => url.startsWith(SHIPPED) && url.endsWith('.txt')

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

// Whether an id is that of a style which can be fetched.
export const isStyle = (id) => isUrl(id) || STYLES.has(id)
