// MkDocs with Material: a record in the block, and in a file.

import { join } from 'node:path'
import { APA, BIBTEX, copy, dist, onHost, python, root, run, write } from '../../tests/hosts/host.mjs'

onHost('MkDocs', {
  async build(folder) {
    write(folder, {
      'mkdocs.yml': 'site_name: Site\nsite_dir: site\nuse_directory_urls: false\ntheme: { name: material, font: false }\nplugins: [citation-card]\n',
      'docs/index.md': '# In the page\n\n``` citation-card layout="compact" styles="apa ieee"\n' + BIBTEX + '```\n\nMore text.\n',
      'docs/papers/index.md': '# In a file\n\n* In a list:\n\n    ```citation-card src="doe.bib" layout=compact\n    ```\n',
      'docs/papers/doe.bib': BIBTEX,
    })
    copy(dist, join(folder, 'citation-card'))
    // Installed as its users install it, from a copy: setuptools builds in the folder of the sources.
    copy(join(root, 'integrations/mkdocs'), join(folder, 'plugin'))
    await run(python('pip'), ['install', '--quiet', '--no-deps', '--no-build-isolation', '--target', join(folder, 'python'), join(folder, 'plugin')])
    await run(python('mkdocs'), ['build', '--strict', '--quiet'], { cwd: folder, env: { ...process.env, PYTHONPATH: join(folder, 'python') } })
    return run(python('mkdocs'), ['--version']).then((text) => text.split(' from ')[0])
  },
  pages: { '/index.html': APA, '/papers/index.html': APA },
})
