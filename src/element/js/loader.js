// The entry: defines the element where there is a page, and exports the library. Importing it
// does not use the network, and works without a document.

import { VERSION } from './build.js'
import { CitationCard } from './element.js'
import { trackHead } from './head.js'
import { cite, discover, read, write } from './library.js'
import { allowFetching, upgradePlaces } from './upgrade.js'

export { CitationCard, allowFetching, cite, discover, read, write }

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
    console.info(`citation-card ${VERSION} does nothing: version ${other.version} is on this page already`)
  }
  trackHead()
  upgradePlaces(document, ownScript(document)?.hasAttribute('data-allow-fetching') ?? false)
}

// The script element that loaded this; a module cannot ask for it by name.
function ownScript(document) {
  const own = import.meta.url
  return document.currentScript ?? [...document.querySelectorAll('script[src]')].find((script) => script.src === own)
}
