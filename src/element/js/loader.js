// The entry: defines the element where there is a page, and exports the library. Importing it
// does not use the network, and works without a document.

import { VERSION } from './build.js'
import { CitationCard } from './element.js'
import { trackHead } from './head.js'
import { cite, discover, read, write } from './library.js'
import { script } from './script.js'
import { placeCard } from './place.js'
import { setBase } from './supply.js'
import { allowFetching, upgradePlaces } from './upgrade.js'

export { CitationCard, allowFetching, cite, discover, read, setBase, write }

const NAME = 'citation-card'

// Whatever page or program this lands in goes on.
try {
  define()
} catch (error) {
  console.warn(`citation-card: the element could not be defined: ${error.message}`)
}

function define() {
  const { customElements, document } = globalThis
  if (!customElements || !document) return
  const other = customElements.get(NAME)
  if (!other) customElements.define(NAME, CitationCard)
  else if (other.version !== VERSION) {
    console.warn(`citation-card ${VERSION} does nothing: version ${other.version} is on this page already; load one of them`)
  }
  trackHead()
  if (script) placeCard(document, script, CitationCard.observedAttributes)
  upgradePlaces(document, script?.hasAttribute('data-allow-fetching') ?? false)
}
