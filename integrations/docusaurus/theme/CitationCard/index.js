// The card for MDX: attributes as props, the record as `record` (CSL-JSON), or as text in `text`.
//
//   import CitationCard from '@theme/CitationCard'
//   <CitationCard styles="apa ieee" text={`@book{doe2020, …}`} />

import { createElement } from 'react'

export default function CitationCard({ text, type = '', record, children, ...attributes }) {
  const data = text ?? (record && JSON.stringify(record))
  const kind = text ? type : 'json'
  return createElement('citation-card', attributes, data && createElement('template', {
    'data-type': kind,
    // React does not fill the content of a template; the text is escaped here.
    dangerouslySetInnerHTML: { __html: data.replaceAll('&', '&amp;').replaceAll('<', '&lt;') },
  }), children)
}
