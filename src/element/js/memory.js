// What a reader chose on one page of a site, kept for its other pages, with `remember` only.

// The key in this site's storage.
const MEMORY = 'citation-card'

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
