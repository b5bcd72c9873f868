// Docusaurus: the component in MDX, with a record as text, as CSL-JSON, and in a file.

import { cpSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { APA, BIBTEX, copy, dist, onHost, root, run, write } from '../../tests/hosts/host.mjs'

const PACKAGES = join(root, 'tests/hosts/heavy/node_modules')
const page = (card) => `---\ntitle: Page\n---\nimport CitationCard from '@theme/CitationCard'\n\n# Page\n\n${card}\n\nMore *text*.\n`

onHost('Docusaurus', {
  async build(folder) {
    write(folder, {
      'package.json': '{ "name": "site", "private": true }\n',
      'docusaurus.config.js': "module.exports = { title: 'Site', url: 'https://example.org', baseUrl: '/', presets: [['classic', { docs: false, blog: false }]], plugins: ['docusaurus-plugin-citation-card'] }\n",
      'src/pages/text.mdx': page('<CitationCard layout="compact" styles="apa ieee" text={' + JSON.stringify(BIBTEX) + '} />'),
      'src/pages/record.mdx': page('<CitationCard layout="compact" record={{ id: "a", type: "book", title: "Tides </template> & more", author: [{ family: "Doe", given: "Jane" }], issued: { "date-parts": [[2020]] } }} />'),
      'src/pages/file.mdx': page('<CitationCard layout="compact" src="/doe.bib" />'),
      'src/pages/index.md': '# Home\n',
      'static/doe.bib': BIBTEX,
    })
    copy(dist, join(folder, 'static/citation-card'))
    symlinkSync(PACKAGES, join(folder, 'node_modules'))
    cpSync(join(root, 'integrations/docusaurus'), join(PACKAGES, 'docusaurus-plugin-citation-card'), { recursive: true })
    await run('node', [join(PACKAGES, '@docusaurus/core/bin/docusaurus.mjs'), 'build', '--out-dir', 'site'], { cwd: folder, env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } })
    return run('node', ['-p', 'require("@docusaurus/core/package.json").version'], { cwd: folder }).then((version) => `Docusaurus ${version}`)
  },
  pages: {
    '/text/index.html': APA,
    '/record/index.html': 'Doe, J. (2020). Tides </template> & more.',
    '/file/index.html': APA,
  },
})
