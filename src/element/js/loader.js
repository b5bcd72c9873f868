// The entry: defines the element where there is a page, and exports the library. Importing it
// asks the network for nothing, and works where there is no document.

import { VERSION } from './build.js'
import { CitationCard } from './card.js'
import { cite, discover, read, write } from './library.js'

export { CitationCard, cite, discover, read, write }

const TAG = 'citation-card'

if (globalThis.customElements) {
  const other = customElements.get(TAG)
  if (!other) customElements.define(TAG, CitationCard)
  else if (other.version !== VERSION) {
    console.info(`citation-card ${VERSION} does nothing: version ${other.version} is on this page already`)
  }
  upgrade(document)
  document.addEventListener('DOMContentLoaded', () => upgrade(document), { once: true })
}

// `<div data-citation-card data-styles="…">`, for editors that strip elements they do not know:
// becomes a card in place.
function upgrade(document) {
  for (const place of document.querySelectorAll(`[data-citation-card]:not(${TAG})`)) {
    const card = document.createElement(TAG)
    for (const { name, value } of [...place.attributes]) {
      if (name === 'data-citation-card' || name.startsWith('on')) continue
      card.setAttribute(name.replace(/^data-/, ''), value)
    }
    card.append(...place.childNodes)
    place.replaceWith(card)
  }
}
