import type { ForwardRefExoticComponent, HTMLAttributes, ReactNode, RefAttributes } from 'react'
import type { CitationCard as Element, CitationCardEvents, CitationCardProperties } from '../citation-card.js'

export interface CitationCardProps
  extends Omit<HTMLAttributes<Element>, keyof CitationCardProperties | 'onSelect' | 'onCopy' | 'onError' | 'children'>,
    CitationCardProperties {
  onReady?: (event: CitationCardEvents['citation-card-ready']) => void
  onSelect?: (event: CitationCardEvents['citation-card-select']) => void
  onCopy?: (event: CitationCardEvents['citation-card-copy']) => void
  onDownload?: (event: CitationCardEvents['citation-card-download']) => void
  onError?: (event: CitationCardEvents['citation-card-error']) => void
  /** What shows until the card is ready. */
  children?: ReactNode
}

/** The card as a component. A ref gives the element with its methods. */
export const CitationCard: ForwardRefExoticComponent<CitationCardProps & RefAttributes<Element>>
