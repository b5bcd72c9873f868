// Types of <citation-card> in Vue 3 templates, for vue-tsc and editors. Vue also has to be told that
// the tag is a custom element: `compilerOptions.isCustomElement`.
import type { DefineComponent, HTMLAttributes } from 'vue'
import type { CitationCardAttributes, CitationCardDetails, CitationCardEvents, CitationCardProperties } from './citation-card.js'

type Emits = { [name in keyof CitationCardDetails]: (event: CitationCardEvents[name]) => void }

type Props = Omit<HTMLAttributes, keyof CitationCardAttributes | keyof CitationCardProperties> &
  Omit<CitationCardAttributes, keyof CitationCardProperties> &
  CitationCardProperties

declare module 'vue' {
  interface GlobalComponents {
    'citation-card': DefineComponent<Props, {}, {}, {}, {}, {}, {}, Emits>
  }
}
