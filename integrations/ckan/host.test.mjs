// CKAN: the template and its helper, rendered by Jinja as CKAN renders them, with a dataset as CKAN's
// API writes it. CKAN itself was not run.

import { join } from 'node:path'
import { copy, dist, onHost, python, root, run, write } from '../../tests/hosts/host.mjs'

const DATASET = {
  name: 'roads', title: 'Roads of </script> Ödland & more', author: 'Doe, Jane; Núñez, José', metadata_created: '2024-05-06T07:08:09.123',
  organization: { title: 'Ministry of Roads' }, version: '1.2', notes: 'All roads.', tags: [{ name: 'roads', display_name: 'Roads' }],
  extras: [{ key: 'DOI', value: '10.5555/roads' }],
}

const RENDER = `
import json, sys, types
from types import SimpleNamespace
# What the plugin takes from CKAN, as far as its helper needs it.
plugins = types.ModuleType("ckan.plugins")
plugins.SingletonPlugin = object
plugins.IConfigurer = plugins.ITemplateHelpers = None
plugins.implements = lambda interface: None
plugins.toolkit = types.ModuleType("ckan.plugins.toolkit")
sys.modules |= {"ckan": types.ModuleType("ckan"), "ckan.plugins": plugins, "ckan.plugins.toolkit": plugins.toolkit}
sys.modules["ckan"].plugins = plugins
sys.path.insert(0, sys.argv[1])
from ckanext.citation_card.plugin import CitationCardPlugin
import jinja2
read = open(sys.argv[1] + "/ckanext/citation_card/templates/package/read.html").read()
loader = jinja2.DictLoader({
    # CKAN's own page has this block.
    "base.html": "<!doctype html><html lang='en-GB'><meta charset='utf-8'><title>Roads</title><body>{% block primary_content_inner %}<p>Dataset</p>{% endblock %}</body></html>",
    "read.html": read.replace("{% ckan_extends %}", "{% extends 'base.html' %}"),
})
helpers = SimpleNamespace(
    **CitationCardPlugin().get_helpers(),
    url_for=lambda endpoint, **words: "https://data.example.gov/dataset/" + words["id"],
    url_for_static=lambda path: path,
)
environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
dataset = json.loads(sys.argv[2])
print(environment.get_template("read.html").render(h=helpers, pkg=dataset, g=SimpleNamespace(site_title="Open Data")))
`

onHost('CKAN (template)', {
  async build(folder) {
    write(folder, { 'render.py': RENDER })
    const html = await run(python('python'), [join(folder, 'render.py'), join(root, 'integrations/ckan'), JSON.stringify(DATASET)])
    write(folder, { 'site/index.html': html })
    copy(dist, join(folder, 'site/citation-card'))
    return 'its template by Jinja'
  },
  pages: { '/index.html': 'Doe, J., & Núñez, J. (2024). Roads of </script> Ödland & more (Version 1.2) [Data set]. Ministry of Roads. https://doi.org/10.5555/roads' },
})
