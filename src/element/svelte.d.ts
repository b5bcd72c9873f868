// Types of <citation-card> in Svelte 5 templates, for svelte-check and editors.
import type { HTMLAttributes } from 'svelte/elements'
import type { CitationCard, CitationCardAttributes, CitationCardEvents, CitationCardProperties } from './citation-card.js'

type Events = { [name in keyof CitationCardEvents as `on${name}`]?: (event: CitationCardEvents[name]) => void }

type Props = Omit<HTMLAttributes<CitationCard>, keyof CitationCardAttributes | keyof CitationCardProperties> &
  Omit<CitationCardAttributes, keyof CitationCardProperties> &
  CitationCardProperties &
  Events

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'citation-card': Props
  }
}
