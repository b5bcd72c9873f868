// Style sheets of shadow roots: constructed once and shared, or an element where browsers or policies ask
// for one.

// What the element needs before the card's own sheet is there.
export const HOST_CSS = ':host{display:block}:host([hidden]),slot[hidden],div[hidden]{display:none!important}' +
  // The browser need not lay out nor paint what nobody is near.
  '.far{content-visibility:auto;contain-intrinsic-size:auto 400px}'
const sheets = new Map()

// Puts texts of CSS into a root; `host` may carry the nonce of the page's policy.
export function adoptStyles(root, texts, host) {
  try {
    root.adoptedStyleSheets = texts.map((text) => {
      if (!sheets.has(text)) {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(text)
        sheets.set(text, sheet)
      }
      return sheets.get(text)
    })
  } catch {
    const style = root.querySelector('style') ?? document.createElement('style')
    style.nonce = host.nonce || document.querySelector('script[nonce]')?.nonce || ''
    style.textContent = texts.join('')
    root.prepend(style)
  }
}
