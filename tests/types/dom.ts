// The element and the library as plain TypeScript uses them. `@ts-expect-error` marks what has to
// be refused: the line after it fails to compile, else this file does.
import { allowFetching, cite, CitationCard, discover, read, write } from 'citation-card'
import type { CslItem, Problem, Reason } from 'citation-card'

allowFetching()
const work: CslItem = {
  id: 'murray2021',
  type: 'article-journal',
  title: 'Reading <i>slowly</i>',
  author: [{ family: 'Murray', given: 'Ada', 'non-dropping-particle': 'de' }, { literal: 'Reading Group' }],
  issued: { 'date-parts': [[2021, 4]] },
  accessed: '2022-03-01',
  volume: 12,
  page: '1–20',
  DOI: '10.5555/12345678',
  custom: { 'concept-doi': '10.5555/1', metrics: [{ label: 'citations', count: 3 }], ours: { any: 'thing' } },
}

// @ts-expect-error a misspelt type
const misspelt: CslItem = { type: 'articel-journal' }
// @ts-expect-error a misspelt variable
const unknown: CslItem = { titel: 'Reading' }
// @ts-expect-error names are a list
const name: CslItem = { author: 'Ada Murray' }
// @ts-expect-error a misspelt part of a name
const part: CslItem = { author: [{ familyName: 'Murray' }] }
// @ts-expect-error a date has parts
const date: CslItem = { issued: { year: 2021 } }

const card: CitationCard = document.createElement('citation-card')
document.querySelector('citation-card')?.refresh()
card.styles = ['apa', 'mla', 'https://example.org/house.csl']
card.styles = 'apa mla'
card.formats = ['bibtex', 'ris']
card.tabs = ['apa', 'bibtex=BIBTEX']
card.headingLevel = 3
card.headingLevel = 'none'
card.options = { bibtex: { ascii: true, keys: '[author:capital][year]' } }
card.options = { bibtex: { ascii: true }, csv: { raw: true } }
card.options = '{"bibtex": {"ascii": true}}'
card.layout = 'compact'
card.from = 'inline'
card.show = ['title', 'cite']
card.versions = 'all'
card.remember = true
card.record = work
card.record = null
card.records = [work]
card.records = null
const title: string | undefined = card.records[0]?.title
const given: string = card.styles
const problems: readonly Problem[] = card.problems
const version: string = CitationCard.version

// @ts-expect-error
card.layout = 'crad'
// @ts-expect-error
card.from = 'head'
// @ts-expect-error
card.loading = 'soon'
// @ts-expect-error
card.follow = 'all'
// @ts-expect-error
card.versions = 'latest'
// @ts-expect-error
card.show = ['titel']
// @ts-expect-error
card.formats = ['bibtx']
// @ts-expect-error
card.headingLevel = 7
// @ts-expect-error
card.options = { bibtx: { ascii: true } }
// @ts-expect-error
card.options = { bibtex: { asci: true } }
// @ts-expect-error
card.problems = []
// @ts-expect-error
card.recrod = work

const remedy: Record<Reason, string> = {
  csp: '', network: '', 'not-found': '', 'no-record': '', unreadable: '', integrity: '', clipboard: '', crash: '',
}
document.addEventListener('citation-card-error', (event) => {
  const text: string = remedy[event.detail.reason] + event.detail.message
  // @ts-expect-error
  event.detail.code
})
document.addEventListener('citation-card-ready', ({ detail }) => detail.records.map((record) => record.DOI))
window.addEventListener('citation-card-select', ({ detail }) => detail.id.length)
card.addEventListener('citation-card-copy', ({ detail }) => detail.html?.length ?? detail.text.length)
card.addEventListener('citation-card-download', ({ detail }) => detail.name.length)
document.addEventListener('citation-card-error', ({ detail }) => {
  // @ts-expect-error there is no such reason
  if (detail.reason === 'offline') return
})

export async function library(text: string): Promise<string> {
  const { records, problems } = await read(text)
  await read(text, 'bibtex')
  await read(text, 'application/x-bibtex')
  for (const { place, message, line = 0, column = 0 } of problems) console.warn(place, message, line, column)
  const found = await discover(document)
  await cite(found.records, { style: 'apa', locale: 'en-GB', as: 'html' })
  await cite(work, { mode: 'citation', cites: [{ locator: '22', label: 'page', prefix: 'see' }], links: false })
  // @ts-expect-error
  await cite(work, { as: 'htlm' })
  // @ts-expect-error
  await cite(work, { mode: 'footnote' })
  // @ts-expect-error
  await write(records, 'bibtx')
  // @ts-expect-error
  await write(records, 'bibtex', { protect: 'some' })
  return write(records, 'bibtex', { ascii: true, 'line-end': 'lf' })
}
