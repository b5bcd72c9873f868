// Sphinx with reStructuredText and with MyST: a record in a file, with and without a fallback.

import { join } from 'node:path'
import { APA, BIBTEX, dist, onHost, python, root, run, write } from '../../tests/hosts/host.mjs'

onHost('Sphinx', {
  async build(folder) {
    write(folder, {
      'source/conf.py': `extensions = ['sphinx_citation_card', 'myst_parser']\ncitation_card_folder = ${JSON.stringify(dist)}\n`,
      'source/index.rst': 'Site\n====\n\n.. toctree::\n\n   myst\n   plain\n\n.. citation-card:: papers/doe.bib\n   :styles: apa ieee\n   :layout: compact\n',
      'source/myst.md': '# With MyST\n\n```{citation-card} papers/doe.bib\n:layout: compact\n\nDoe & Núñez (2020). *Tides*.\n```\n',
      'source/plain.rst': 'Plain\n=====\n\nNo card here.\n',
      'source/papers/doe.bib': BIBTEX,
    })
    await run(python('sphinx-build'), ['-W', '--keep-going', '-b', 'html', join(folder, 'source'), join(folder, 'site')], {
      env: { ...process.env, PYTHONPATH: join(root, 'integrations/sphinx') },
    })
    return run(python('sphinx-build'), ['--version'])
  },
  pages: { '/index.html': APA, '/myst.html': APA },
})
