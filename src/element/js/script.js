// What this script knows of itself: its address, the element that loaded it, and whether the page
// vouches for it with a hash.

// A bundler may have put the script where it has no address; a classic script has one only while
// it runs first.
export const address = (() => {
  try {
    return import.meta.url || null
  } catch {
    return null
  }
})()

// The script element, or nothing. A module cannot ask for it by name, and after a redirect its
// address is another one.
export const script = (() => {
  try {
    const { document } = globalThis
    if (document.currentScript) return document.currentScript
    const all = [...document.querySelectorAll('script[src]')]
    return all.find(({ src }) => src === address) ?? all.find(({ src }) => address && /\/citation-card\b[^/]*$/.test(src)) ?? null
  } catch {
    return null
  }
})()

// Whether the page says which hash this script has, so that its files are checked too: on the
// element, or in an import map.
export const isVouchedFor = (() => {
  if (script?.integrity) return true
  try {
    const maps = [...document.querySelectorAll('script[type=importmap]')].map(({ textContent }) => JSON.parse(textContent).integrity ?? {})
    return maps.some((map) => Object.keys(map).some((url) => new URL(url, document.baseURI).href === address))
  } catch {
    return false
  }
})()
