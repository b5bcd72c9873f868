// Next with Turbopack: the component and the tag in client components, the functions on the server.

import assert from 'node:assert/strict'
import { APA, BIBTEX, copied, onHost, run, server, tool, version, write } from '../../tests/hosts/host.mjs'

const NEXT = tool('next/dist/bin/next')
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }

onHost('Next', {
  npm: true,
  async build(folder) {
    write(folder, {
      'package.json': '{ "name": "next-site", "private": true }\n',
      'public/doe.bib': BIBTEX,
      'app/layout.jsx': 'export default function Layout({ children }) { return <html lang="en-GB"><head><link rel="icon" href="data:," /></head><body>{children}</body></html> }\n',
      'app/page.jsx': `import { Cite } from './cite'
const work = { id: 'a', type: 'book', title: 'Tides', author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2020]] } }
export default function Page() { return <Cite record={work} styles={['apa', 'ieee']} layout="compact"><p>Fallback</p></Cite> }
`,
      'app/cite.jsx': "'use client'\nexport { CitationCard as Cite } from 'citation-card/react'\n",
      'app/tag/page.jsx': "import '../card'\nimport { Card } from '../card'\nexport default function Page() { return <><Card /><citation-card src=\"/doe.bib\" layout=\"compact\"><p>Fallback</p></citation-card></> }\n",
      'app/card.jsx': "'use client'\nimport 'citation-card'\nexport const Card = () => null\n",
      'app/server/page.jsx': `import { cite, read } from 'citation-card'
import { Card } from '../card'
export default async function Page() {
  const { records } = await read(${JSON.stringify(BIBTEX)})
  return <><Card /><p id="cited">{await cite(records, { style: 'apa', as: 'text' })}</p><citation-card src="/doe.bib" layout="compact" /></>
}
`,
    })
    await run('node', [NEXT, 'build', '--turbopack'], { cwd: folder, env })
    return version('Next', 'next') + ', Turbopack'
  },
  serve: (folder) => server('node', (port) => [NEXT, 'start', '--port', String(port), '--hostname', '127.0.0.1'], { cwd: folder, env }),
  pages: { '/': 'Doe, J. (2020). Tides.', '/tag': APA, '/server': APA },
  async also({ page, path, citation }) {
    assert.equal(await copied(page), citation)
    const source = await page.request.get(page.url()).then((response) => response.text())
    if (path === '/') assert.match(source, /<citation-card[^>]*styles="apa ieee"[^>]*><p>Fallback<\/p><\/citation-card>/, 'the tag and the fallback are rendered on the server')
    if (path === '/server') assert.equal(await page.locator('#cited').innerText(), citation)
  },
})
