// InvenioRDM: the template of the side bar, rendered by Jinja as Invenio renders it, on the head that
// Zenodo writes. Invenio itself was not run.

import { join } from 'node:path'
import { copy, dist, onHost, pageHead, python, root, run, write } from '../../tests/hosts/host.mjs'

const RENDER = `
import sys, jinja2
from types import SimpleNamespace
environment = jinja2.Environment(loader=jinja2.FileSystemLoader(sys.argv[1]), autoescape=True, undefined=jinja2.StrictUndefined)
environment.globals["_"] = lambda text: text
environment.globals["url_for"] = lambda endpoint, filename: "/" + endpoint + "/" + filename
print(environment.get_template("citation_card/side_bar.html").render(config={}, record={}, current_i18n=SimpleNamespace(language="de")))
`

// Invenio's own policy, with what the README adds.
const CSP = "default-src 'self' 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'"

onHost('InvenioRDM (template)', {
  async build(folder) {
    write(folder, { 'render.py': RENDER })
    const body = await run(python('python'), [join(folder, 'render.py'), join(root, 'integrations/inveniordm/templates')])
    const html = pageHead('zenodo-dataset', body).replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${CSP}">`)
    write(folder, { 'site/index.html': html })
    copy(dist, join(folder, 'site/static/citation-card'))
    return 'its template by Jinja'
  },
  // Zenodo's JSON-LD is a block of data; the policy concerns scripts alone.
  pages: { '/index.html': /\(\d{4}\)/ },
})
