// Docusaurus: puts the script on every page, and offers the component `@theme/CitationCard` to MDX.
//
//   plugins: [['docusaurus-plugin-citation-card', { folder: 'citation-card' }]]
//
// Options: `folder`, the folder of the card below `static/`; or `script`, the address of the script elsewhere.

const { join } = require('node:path')

module.exports = function citationCard(context, { folder = 'citation-card', script } = {}) {
  const src = script ?? `${context.baseUrl}${folder}/citation-card.js`
  return {
    name: 'docusaurus-plugin-citation-card',
    getThemePath: () => join(__dirname, 'theme'),
    injectHtmlTags: () => ({ headTags: [{ tagName: 'script', attributes: { type: 'module', src } }] }),
  }
}
