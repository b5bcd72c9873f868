// Style sheets of shadow roots: constructed once and shared, or an element where browsers or policies ask
// for one.

// Where the fallback and the card lie: on one place, the card unseen until it is the card's turn.
export const HOST_CSS = ':host{display:block}:host([hidden]),slot[hidden],div[hidden]{display:none!important}' +
  '.frame{display:grid;grid-template-columns:minmax(0,1fr)}.frame>*{grid-area:1/1;min-inline-size:0}slot{display:block}' +
  '.unseen{visibility:hidden}:host(:is([layout=inline],[layout=button],[layout=link])) :is(.frame,.light){display:contents}' +
  ':host(:is([layout=inline],[layout=button],[layout=link])) slot{display:contents}' +
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
