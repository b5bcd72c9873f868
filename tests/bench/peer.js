// The page to compare with: citation-js with its plugins for CSL, BibTeX and RIS shows the APA
// citation of the record that the page holds, as its documentation says.

import { Cite, plugins } from '@citation-js/core'
import '@citation-js/plugin-csl'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'

const record = JSON.parse(document.querySelector('script[type="application/vnd.citationstyles.csl+json"]').textContent)
const cite = new Cite(record)
const place = document.querySelector('#citation')

const show = (template) => {
  place.innerHTML = cite.format('bibliography', { format: 'html', template, lang: 'en-US' })
}

show('apa')
dispatchEvent(new Event('shown'))

// A style that is not loaded yet: fetched, registered, shown.
window.change = async (id) => {
  const xml = await (await fetch(`xml/styles/${id}.csl`)).text()
  plugins.config.get('@csl').styles.add(id, xml)
  show(id)
}

// The record in another format: all of it is loaded already.
window.bibtex = () => {
  place.textContent = cite.format('bibtex')
}
