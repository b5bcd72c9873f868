// Types of citation-card.js: the element and the library. The JSX types of React, and those of Vue
// and Svelte templates, are in react.d.ts, vue.d.ts and svelte.d.ts beside this file.

// ---------------------------------------------------------------- CSL-JSON

/** The item types of CSL 1.0.2. */
export type CslType =
  | 'article' | 'article-journal' | 'article-magazine' | 'article-newspaper' | 'bill' | 'book' | 'broadcast'
  | 'chapter' | 'classic' | 'collection' | 'dataset' | 'document' | 'entry' | 'entry-dictionary'
  | 'entry-encyclopedia' | 'event' | 'figure' | 'graphic' | 'hearing' | 'interview' | 'legal_case'
  | 'legislation' | 'manuscript' | 'map' | 'motion_picture' | 'musical_score' | 'pamphlet' | 'paper-conference'
  | 'patent' | 'performance' | 'periodical' | 'personal_communication' | 'post' | 'post-weblog' | 'regulation'
  | 'report' | 'review' | 'review-book' | 'software' | 'song' | 'speech' | 'standard' | 'thesis' | 'treaty'
  | 'webpage'

/** A person (`family`, `given`) or an organization (`literal`). */
export interface CslName {
  family?: string
  given?: string
  /** A particle that is dropped when only the family name is shown: `van` of Ludwig van Beethoven. */
  'dropping-particle'?: string
  /** A particle that stays with the family name: `de` of Alfred de Musset. */
  'non-dropping-particle'?: string
  suffix?: string
  /** A comma precedes the suffix: `Doe, Jr.` */
  'comma-suffix'?: boolean | string | number
  /** The family name always comes first. */
  'static-ordering'?: boolean | string | number
  'parse-names'?: boolean | string | number
  literal?: string
  /** As Crossref and DataCite send it. */
  ORCID?: string
  affiliation?: ReadonlyArray<{ name?: string } | string>
}

type DatePart = number | string

/** One date or a range, a text that cannot be divided, or an ISO 8601 or EDTF string. */
export type CslDate =
  | string
  | {
      /** `[[year, month, day]]`, month and day optional; two lists for a range. */
      'date-parts'?: ReadonlyArray<readonly DatePart[]>
      /** 1 (spring) to 4 (winter). */
      season?: DatePart
      circa?: boolean | string | number
      literal?: string
      raw?: string
    }

export interface Metric {
  label: string
  count: number
  source?: string
  url?: string
}

export interface Topic {
  name: string
  /** 0 to 1. */
  weight: number
  group?: string
}

/** What publication pages show beyond CSL. */
export interface CslCustom {
  'type-line'?: string
  metrics?: readonly Metric[]
  topics?: readonly Topic[]
  'publication-status'?: string
  'externally-published'?: boolean
  /** The DOI of all versions of the work. */
  'concept-doi'?: string
  versions?: ReadonlyArray<{ version: string; doi?: string; date?: string }>
  [key: string]: unknown
}

/** CSL variables that hold text. */
export type CslText =
  | 'abstract' | 'annote' | 'archive' | 'archive_collection' | 'archive_location' | 'archive-place' | 'authority'
  | 'call-number' | 'citation-key' | 'citation-label' | 'collection-title' | 'container-title'
  | 'container-title-short' | 'dimensions' | 'division' | 'DOI' | 'event' | 'event-place' | 'event-title' | 'genre'
  | 'ISBN' | 'ISSN' | 'journalAbbreviation' | 'jurisdiction' | 'keyword' | 'language' | 'license' | 'medium'
  | 'note' | 'original-publisher' | 'original-publisher-place' | 'original-title' | 'part-title' | 'PMCID' | 'PMID'
  | 'publisher' | 'publisher-place' | 'references' | 'reviewed-genre' | 'reviewed-title' | 'scale' | 'shortTitle'
  | 'source' | 'status' | 'title' | 'title-short' | 'URL' | 'volume-title' | 'volume-title-short' | 'year-suffix'

/** CSL variables that hold a number, or a text such as `12–14` or `2nd`. */
export type CslNumber =
  | 'chapter-number' | 'citation-number' | 'collection-number' | 'edition' | 'first-reference-note-number' | 'issue'
  | 'locator' | 'number' | 'number-of-pages' | 'number-of-volumes' | 'page' | 'page-first' | 'part-number'
  | 'printing-number' | 'section' | 'supplement-number' | 'version' | 'volume'

/** CSL variables that hold a date. */
export type CslDateVariable =
  | 'accessed' | 'available-date' | 'event-date' | 'issued' | 'original-date' | 'submitted'

/** CSL variables that hold people and organizations. */
export type CslRole =
  | 'author' | 'chair' | 'collection-editor' | 'compiler' | 'composer' | 'container-author' | 'contributor'
  | 'curator' | 'director' | 'editor' | 'editor-translator' | 'editorial-director' | 'executive-producer' | 'guest'
  | 'host' | 'illustrator' | 'interviewer' | 'narrator' | 'organizer' | 'original-author' | 'performer'
  | 'producer' | 'recipient' | 'reviewed-author' | 'script-writer' | 'series-creator' | 'translator'

/** A work in CSL-JSON 1.0.2. */
export type CslItem = { id?: string | number; type?: CslType; custom?: CslCustom } & {
  [variable in CslText]?: string
} & {
  [variable in CslNumber]?: string | number
} & {
  [variable in CslDateVariable]?: CslDate
} & {
  [variable in CslRole]?: readonly CslName[]
}

/** Something in an input that could not be used. The rest of the input was. */
export interface Problem {
  /** What it is about: a format, an entry, a field, an attribute. */
  place: string
  /** What is wrong, and what to do about it. */
  message: string
  /** The position in the text, from 1. */
  line?: number
  column?: number
}

export interface Reading {
  records: CslItem[]
  problems: Problem[]
}

// ---------------------------------------------------------------- names and words

/** The id of a file format or short form. */
export type FormatId =
  | 'bibtex' | 'biblatex' | 'ris' | 'csl-json' | 'endnote' | 'endnote-xml' | 'refworks' | 'medline' | 'pubmed-xml' | 'hayagriva'
  | 'cff' | 'crossref-xml' | 'datacite' | 'datacite-xml' | 'json-ld' | 'dublin-core' | 'mods' | 'marcxml' | 'jats' | 'coins' | 'wikipedia' | 'quickstatements' | 'word'
  | 'bibitem' | 'r-bibentry' | 'csv' | 'key' | 'latex-cite' | 'pandoc-cite' | 'typst-cite' | 'markdown-link'
  | 'html-link' | 'wiki-ref' | 'doi-link' | 'wos' | 'csl-yaml' | 'bibjson'

/** A format by its id, or by its media type. */
export type FormatName = FormatId | `${string}/${string}`

/** The id of a CSL style, another name of it (`mla`, `chicago`), or the URL of a `.csl` file. */
export type StyleName =
  | 'apa' | 'modern-language-association' | 'chicago-author-date' | 'harvard-cite-them-right'
  | 'nlm-citation-sequence' | 'ieee' | (string & {})

/** Words, separated by spaces in an attribute; as a property also a list. */
export type Words<Word extends string> = string | readonly Word[]

export type Layout = 'card' | 'compact' | 'button' | 'link' | 'inline'
export type From = 'auto' | 'page' | 'inline' | 'src' | 'doi'
export type Loading = 'lazy' | 'eager'
export type Follow = 'same-origin' | 'any' | 'never'
export type Versions = 'ask' | 'this' | 'all'
export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6 | '1' | '2' | '3' | '4' | '5' | '6' | 'none'
export type Section =
  | 'title' | 'authors' | 'type' | 'source' | 'metrics' | 'abstract' | 'details' | 'keywords' | 'topics' | 'cite'

/** Why something failed. */
export type Reason = 'csp' | 'network' | 'not-found' | 'no-record' | 'unreadable' | 'integrity' | 'clipboard' | 'crash'

/** The outputs of `cite`. `tree` is JSON: strings, and objects with `children`; one array a line. */
export type Output = 'html' | 'text' | 'markdown' | 'rtf' | 'latex' | 'typst' | 'org' | 'tree'

/** Options of formats; a format ignores those of others. */
export interface WriteOptions {
  abstract?: boolean
  as?: 'xml' | 'meta'
  ascii?: boolean
  date?: 'full' | 'year'
  for?: 'zotero' | 'endnote'
  keys?: string
  keywords?: boolean
  'line-end'?: 'crlf' | 'lf'
  omit?: string | readonly string[]
  only?: string | readonly string[]
  protect?: 'words' | 'all' | 'none'
  raw?: boolean
  ref?: boolean | string
  text?: string | readonly string[]
  url?: 'auto' | 'always' | 'never'
}

/**
 * Options of formats by the format's id. `accessed: false`: web pages get no date of access.
 * `item-language: true`: the terms of a citation, such as "et al.", are in the language of its work.
 */
export type FormatOptions = { [id in FormatId]?: WriteOptions } & { accessed?: boolean, 'item-language'?: boolean }

// ---------------------------------------------------------------- library

/** A citation item of CSL. */
export interface Cite {
  /** The record's id. Default: the record at the same place in the list. */
  id?: string | number
  locator?: string | number
  /** `page`, `chapter`, …; a locator may bring its own: `p. 22`. */
  label?: string
  prefix?: string
  suffix?: string
  'suppress-author'?: boolean
  'author-only'?: boolean
}

export interface CiteOptions {
  /** A style's id or other name, the URL of a `.csl` file, or its text. Default: `apa`. */
  style?: StyleName
  /** A language tag. Default: the style's own (`default-locale`), else `en-US`. */
  locale?: string
  /** `true`: terms such as "et al." are in the language of each work (等 and et al. in one list). */
  'item-language'?: boolean
  /** Default: `bibliography`. */
  mode?: 'bibliography' | 'citation' | 'narrative' | 'note'
  /** Default: `html`. */
  as?: Output
  /** `false`: DOIs and URLs are not linked. */
  links?: boolean
  /** `false`: a bibliography keeps the order of the records. */
  sort?: boolean
  /** In citations: what is cited, and what the writer adds. Default: each record once. */
  cites?: readonly Cite[]
  /** The folder that styles and locales are loaded from. Default: next to the script. */
  assets?: string
}

/** Reads text in any format, detected or named. */
export function read(text: string, format?: FormatName): Promise<Reading>
/** Writes records in a format. */
export function write(records: CslItem | readonly CslItem[], format: FormatName, options?: WriteOptions): Promise<string>
/** Formats references or citations of records. */
export function cite(records: CslItem | readonly CslItem[], options?: CiteOptions): Promise<string>
/** Finds the works that a page is about, from its metadata. */
export function discover(document?: Document): Promise<Reading>
/** Moves the files that the script fetches to another folder. */
export function setBase(url: string | URL): void
/** Lets `[data-citation-card]` elements of the page's own content fetch and store; see SECURITY.md. */
export function allowFetching(): void

// ---------------------------------------------------------------- element

/** The attributes of `<citation-card>` as markup has them. */
export interface CitationCardAttributes {
  src?: string
  doi?: string
  from?: From
  styles?: string
  formats?: string
  tabs?: string
  selected?: string
  lang?: string
  locale?: string
  layout?: Layout
  show?: string
  hide?: string
  loading?: Loading
  assets?: string
  'heading-level'?: HeadingLevel
  registry?: string
  follow?: Follow
  versions?: Versions
  contact?: string
  options?: string
  remember?: boolean | ''
  debug?: boolean | ''
}

/** The properties that can be set. All but `record` and `records` reflect an attribute. */
export interface CitationCardProperties {
  src?: string
  doi?: string
  from?: From
  styles?: Words<StyleName>
  formats?: Words<FormatId>
  /** Styles and formats, each with another name where wanted: `bibtex=BIBTEX`. */
  tabs?: Words<string>
  selected?: string
  locale?: string
  layout?: Layout
  show?: Words<Section>
  hide?: Words<Section>
  loading?: Loading
  assets?: string
  headingLevel?: HeadingLevel
  registry?: string
  follow?: Follow
  versions?: Versions
  contact?: string
  options?: FormatOptions | string
  remember?: boolean
  debug?: boolean
  record?: CslItem | null
  records?: readonly CslItem[] | null
}

export class CitationCard extends HTMLElement {
  static readonly version: string
  src: string
  doi: string
  get from(): From | ''
  set from(value: From)
  get styles(): string
  set styles(value: Words<StyleName>)
  get formats(): string
  set formats(value: Words<FormatId>)
  get tabs(): string
  set tabs(value: Words<string>)
  selected: string
  locale: string
  get layout(): Layout | ''
  set layout(value: Layout)
  get show(): string
  set show(value: Words<Section>)
  get hide(): string
  set hide(value: Words<Section>)
  get loading(): Loading | ''
  set loading(value: Loading)
  assets: string
  get headingLevel(): string
  set headingLevel(value: HeadingLevel)
  registry: string
  get follow(): Follow | ''
  set follow(value: Follow)
  /** `all` cites all versions of a work together, where they have a DOI of their own; with `ask` the reader chooses. */
  get versions(): Versions | ''
  set versions(value: Versions)
  /** `mailto:` or URL behind "Something wrong here?" */
  contact: string
  /** Options of formats: an object, or JSON such as `{"bibtex": {"ascii": true}}`. */
  get options(): string
  set options(value: FormatOptions | string)
  remember: boolean
  debug: boolean
  /** The work. Setting it overrides every other source; `null` returns to them. */
  get record(): CslItem | null
  set record(value: CslItem | null)
  /** Several works: one card for a list. */
  get records(): CslItem[]
  set records(value: readonly CslItem[] | null)
  readonly problems: Problem[]
  /** `id` names a style or a format. Default: what is shown first. */
  text(id?: string): Promise<string>
  html(id?: string): Promise<string>
  copy(id?: string): Promise<void>
  download(id?: string): Promise<void>
  /** Reads all sources again; after a failure, starts again. */
  refresh(): Promise<void>
}

/** The details of the events. All events bubble and are composed. */
export interface CitationCardDetails {
  'citation-card-ready': { records: CslItem[] }
  'citation-card-select': { id: string }
  'citation-card-copy': { id: string; text: string; html?: string }
  'citation-card-download': { id: string; name: string }
  'citation-card-error': { reason: Reason; message: string }
}

export type CitationCardEvents = {
  [name in keyof CitationCardDetails]: CustomEvent<CitationCardDetails[name]>
}

declare global {
  interface HTMLElementTagNameMap {
    'citation-card': CitationCard
  }
  interface HTMLElementEventMap extends CitationCardEvents {}
  interface DocumentEventMap extends CitationCardEvents {}
  interface WindowEventMap extends CitationCardEvents {}
  interface ShadowRootEventMap extends CitationCardEvents {}
}
