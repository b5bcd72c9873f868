// What a reader chose on one page of a site, kept for its other pages, with `remember` only.

// The key in this site's storage.
const MEMORY = 'citation-card'

// What is kept beside the style: keys with these ends.
const KEPT = ['save', 'options', 'recent', 'locale']

// Those of them that come from the search.
export const SEARCHED = ['recent', 'locale']

export function remember(value, what = '') {
  try {
    localStorage.setItem(MEMORY + what, value)
  } catch {
    // A page may have no storage.
  }
}

export function remembered(what = '') {
  try {
    return localStorage.getItem(MEMORY + what)
  } catch {
    return null
  }
}

// Earlier choices as attributes: those of this card first, then, with `remember`, those of the site.
export function rememberedAttributes(own, remember) {
  const attributes = {}
  for (const name of KEPT) {
    const value = own[name] ?? (remember && remembered(`-${name}`))
    if (value) attributes[name === 'locale' ? name : `kept-${name}`] = value
  }
  const selected = remember && remembered()
  if (selected) attributes.selected = selected
  return attributes
}
