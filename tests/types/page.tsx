// The tag in React: compiled with the types of React 18 and of React 19.
import { useRef } from 'react'
import type { CitationCard, CslItem } from 'citation-card'
import type {} from 'citation-card/react'

export function Publication({ work }: { work: CslItem }) {
  const card = useRef<CitationCard>(null)
  return (
    <article>
      <citation-card
        ref={card}
        id="cite"
        className="wide"
        lang="en"
        styles={['apa', 'mla']}
        layout="compact"
        headingLevel={3}
        options={{ bibtex: { ascii: true } }}
        record={work}
        debug
        oncitation-card-ready={(event) => event.detail.records.length}
        oncitation-card-error={({ detail }) => console.warn(detail.reason)}
      >
        <p>Murray, A. (2021). Reading slowly.</p>
      </citation-card>
      <citation-card doi="10.5555/12345678" heading-level="none" />
      {/* @ts-expect-error */}
      <citation-card layout="crad" />
      {/* @ts-expect-error */}
      <citation-card recrod={work} />
      {/* @ts-expect-error */}
      <citation-card oncitation-card-copy={(event: MouseEvent) => event.clientX} />
      {/* @ts-expect-error */}
      <citation-crad />
    </article>
  )
}
