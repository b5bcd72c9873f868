// Types of citation-card.js: the element and the library.

/** A work in CSL-JSON 1.0.2; what portals show beyond it is in `custom`. */
export interface CslItem {
  id?: string
  type?: string
  title?: string
  custom?: Record<string, unknown>
  [field: string]: unknown
}

/** Something in an input that could not be used. */
export interface Problem {
  /** The thing: a format, an entry, a field, an attribute. */
  place: string
  /** What is wrong and what to do about it. */
  message: string
  /** Where in the text, from 1. */
  line?: number
  column?: number
}

export interface Reading {
  records: CslItem[]
  problems: Problem[]
}

/** A citation item of CSL. */
export interface Cite {
  /** The record's id; else the record at this place. */
  id?: string
  locator?: string
  /** `page`, `chapter`, …; a locator may bring its own: `p. 22`. */
  label?: string
  prefix?: string
  suffix?: string
  'suppress-author'?: boolean
  'author-only'?: boolean
}

export interface CiteOptions {
  /** A style's id, the URL of a `.csl` file, or its text. Default: `apa`. */
  style?: string
  /** A language tag. Default: `en-US`. */
  locale?: string
  /** Default: `bibliography`. */
  mode?: 'bibliography' | 'citation' | 'narrative' | 'note'
  /** Default: `html`. `tree` is JSON: strings, and objects with `children`; one array a line. */
  as?: 'html' | 'text' | 'markdown' | 'rtf' | 'latex' | 'typst' | 'org' | 'tree'
  /** `false`: DOIs and URLs are no links. */
  links?: boolean
  /** `false`: a bibliography keeps the order of the records. */
  sort?: boolean
  /** In citations: what is cited, and what the writer adds. Default: each record once. */
  cites?: Cite[]
  /** The folder that styles and locales are loaded from. Default: next to the script. */
  assets?: string
}

/** Reads text in any format, detected or named. */
export function read(text: string, format?: string): Promise<Reading>
/** Writes records in a format. */
export function write(records: CslItem | CslItem[], format: string, options?: Record<string, unknown>): Promise<string>
/** References, or citations, of records. */
export function cite(records: CslItem | CslItem[], options?: CiteOptions): Promise<string>
/** The works that a page is about, from its metadata. */
export function discover(document?: Document): Promise<Reading>

/** Why something failed. */
export type Reason = 'csp' | 'network' | 'not-found' | 'no-record' | 'unreadable' | 'clipboard' | 'crash'

export class CitationCard extends HTMLElement {
  static readonly version: string
  src: string
  doi: string
  from: string
  styles: string
  formats: string
  tabs: string
  selected: string
  locale: string
  layout: string
  show: string
  hide: string
  loading: string
  assets: string
  headingLevel: string
  registry: string
  follow: string
  /** `all` cites all versions of a work together, where they have a DOI of their own. */
  versions: string
  /** Options of formats, as JSON: `{"bibtex": {"ascii": true}}`. */
  options: string
  remember: boolean
  debug: boolean
  /** The work; setting it comes before every other source. */
  record: CslItem | null
  /** Several works: one card for a list. */
  records: CslItem[]
  readonly problems: Problem[]
  /** `id` names a style or a format; without one, the one that is shown first. */
  text(id?: string): Promise<string>
  html(id?: string): Promise<string>
  copy(id?: string): Promise<void>
  download(id?: string): Promise<void>
  /** Reads all sources again; after a failure, starts again. */
  refresh(): Promise<void>
}

export interface CitationCardEvents {
  'citation-card-ready': CustomEvent<Record<string, never>>
  'citation-card-select': CustomEvent<{ id: string }>
  'citation-card-copy': CustomEvent<{ id: string; text: string; html?: string }>
  'citation-card-download': CustomEvent<{ id: string; name: string }>
  'citation-card-error': CustomEvent<{ reason: Reason; message: string }>
}

declare global {
  interface HTMLElementTagNameMap {
    'citation-card': CitationCard
  }
  interface HTMLElementEventMap extends CitationCardEvents {}
}
