// JSX types of <citation-card> for React 18 and 19. React 19 sets properties and listens to events
// by `on` and the event's name; React 18 writes attributes only.
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { CitationCard, CitationCardAttributes, CitationCardEvents, CitationCardProperties } from './citation-card.js'

type Events = { [name in keyof CitationCardEvents as `on${name}`]?: (event: CitationCardEvents[name]) => void }

type CitationCardProps = Omit<
  DetailedHTMLProps<HTMLAttributes<CitationCard>, CitationCard>,
  keyof CitationCardAttributes | keyof CitationCardProperties
> &
  Omit<CitationCardAttributes, keyof CitationCardProperties> &
  CitationCardProperties &
  Events & { class?: string }

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'citation-card': CitationCardProps
    }
  }
}
