// Eleventy: the shortcodes `citationCard` and `citation` to the tag <citation-card>.
//
//   {% citationCard "papers/doe.bib", "styles=apa ieee" %}
//   {% citation "layout=compact" %}@book{doe2020, …}{% endcitation %}
//
// A file is read from the site's input folder; without one the card reads the page's own metadata.
// Attributes are words `name=value`, which Liquid and Nunjucks both take.

import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

const FOLDER = 'citation-card'

// Options: `folder` of the card, relative to the project, or `script`, the address of the script elsewhere.
export default function citationCard(config, { folder = FOLDER, script } = {}) {
  if (!script) config.addPassthroughCopy({ [folder]: FOLDER })
  const address = script ?? `/${FOLDER}/citation-card.js`

  config.addAsyncShortcode('citationCard', async function (source, ...words) {
    if (source?.includes('=')) return tag([source, ...words])
    if (!source || /^(#|[a-z]+:)/i.test(source)) return tag(source ? [`src=${source}`, ...words] : words)
    const record = await readFile(join(config.dir?.input ?? '.', source), 'utf8')
    return tag(words, record, extname(source).slice(1).toLowerCase())
  })
  config.addPairedShortcode('citation', (record, ...words) => tag(words, record.trim(), ''))

  // The script, on pages that have a card.
  config.addTransform('citation-card', function (html) {
    if (!this.page.outputPath?.endsWith?.('.html') || !html.includes('<citation-card')) return html
    const loader = `<script type="module" src="${escape(config.getFilter?.('url')?.(address) ?? address)}"></script>`
    return html.includes('</head>') ? html.replace('</head>', () => loader + '</head>') : loader + html
  })
}

// One line, in a block that Markdown leaves alone.
function tag(words, record, kind) {
  const attributes = words.filter((word) => /^[a-z][a-z-]*(=|$)/.test(word)).map((word) => {
    const [name, ...value] = word.split('=')
    return ` ${name}="${escape(value.join('='))}"`
  })
  const inner = record ? `<pre data-type="${escape(kind)}">${escape(record).replaceAll('\r', '').replaceAll('\n', '&#10;')}</pre>` : ''
  return `<div><citation-card${attributes.join('')}>${inner}</citation-card></div>`
}

const SPECIAL = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text) => String(text).replace(/[&<>"]/g, (letter) => SPECIAL[letter])
