import type { DefineComponent, HTMLAttributes } from 'vue'
import type { CitationCard as Element, CitationCardEvents, CitationCardProperties } from '../citation-card.js'

type Props = CitationCardProperties & Omit<HTMLAttributes, keyof CitationCardProperties>

type Emits = {
  ready: (event: CitationCardEvents['citation-card-ready']) => void
  select: (event: CitationCardEvents['citation-card-select']) => void
  copy: (event: CitationCardEvents['citation-card-copy']) => void
  download: (event: CitationCardEvents['citation-card-download']) => void
  error: (event: CitationCardEvents['citation-card-error']) => void
}

/** The card as a component. `element` of its ref is the element with its methods. */
export const CitationCard: DefineComponent<Props, { element: Element }, {}, {}, {}, {}, {}, Emits>
