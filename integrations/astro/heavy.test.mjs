// Astro: the component with a record as text, as CSL-JSON and in a file, and the functions while it builds.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { APA, BIBTEX, copied, onHost, root, run, tool, version, write } from '../../tests/hosts/host.mjs'

const page = (script, body) => `---\nimport CitationCard from '../components/CitationCard.astro'\n${script}---\n<html lang="en-GB"><head><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,"></head><body>${body}</body></html>\n`

onHost('Astro', {
  npm: true,
  async build(folder) {
    write(folder, {
      'package.json': '{ "name": "astro-site", "private": true, "type": "module" }\n',
      'public/doe.bib': BIBTEX,
      'src/components/CitationCard.astro': readFileSync(join(root, 'integrations/astro/CitationCard.astro'), 'utf8'),
      'src/pages/text.astro': page(`const text = ${JSON.stringify(BIBTEX)}\n`, '<CitationCard layout="compact" styles="apa ieee" text={text}><p>Fallback</p></CitationCard>'),
      'src/pages/record.astro': page(`const record = { id: 'a', type: 'book', title: 'Tides </template> & more', author: [{ family: 'Doe', given: 'Jane' }], issued: { 'date-parts': [[2020]] } }\n`, '<CitationCard layout="compact" record={record} />'),
      'src/pages/file.astro': page(`import { cite, read } from 'citation-card'\nconst { records } = await read(${JSON.stringify(BIBTEX)})\nconst cited = await cite(records, { style: 'apa', as: 'text' })\n`, '<CitationCard layout="compact" src="/doe.bib" /><p id="cited">{cited}</p>'),
    })
    await run('node', [tool('astro/astro.js'), 'build', '--outDir', 'site'], { cwd: folder, env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' } })
    return version('Astro', 'astro')
  },
  pages: { '/text/index.html': APA, '/record/index.html': 'Doe, J. (2020). Tides </template> & more.', '/file/index.html': APA },
  async also({ page, path, citation }) {
    assert.equal(await copied(page), citation)
    if (path.startsWith('/file')) assert.equal(await page.locator('#cited').innerText(), citation, 'cited while the site was built')
  },
})
