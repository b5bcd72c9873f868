// citeproc-js on its own, for what formatting one entry costs once the style is loaded.

import CSL from 'citeproc'

// Gives a function that formats one record with an engine that is kept.
window.citeproc = (style, locale, records) => {
  const items = new Map(records.map((record) => [record.id, record]))
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => items.get(id) }, style, 'en-US')
  return (record) => {
    engine.updateItems([record.id])
    return engine.makeBibliography()[1][0]
  }
}
