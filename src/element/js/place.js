// One script and no tag: `<script src="single.js" data-into=".citation" data-where="afterend"
// data-layout="compact">` puts a card where its selector says. Every attribute of the card is a
// `data-` attribute of the script, which the owner of the page wrote.

const WHERE = ['beforebegin', 'afterbegin', 'beforeend', 'afterend', 'replace']
// A page that makes its content with scripts has made it so long after it has loaded.
const PATIENCE = 5000

// Puts the card of a script on its page, now or when its place comes, and again where the page draws
// that anew. `attributes` are the names that it may have.
export function placeCard(document, { dataset, lang }, attributes) {
  const { into } = dataset
  if (!into) return
  const where = dataset.where ?? 'beforeend'
  if (!WHERE.includes(where)) console.warn(`citation-card: unknown data-where "${where}"; expected one of ${WHERE.join(', ')}`)
  const card = document.createElement('citation-card')
  if (lang) card.lang = lang
  for (const name of attributes) {
    const value = dataset[camel(name)]
    if (value !== undefined) card.setAttribute(name, value)
  }
  let placed = false
  const place = () => {
    if (card.isConnected) return
    const target = document.querySelector(into)
    if (!target) return
    placed = true
    if (where === 'replace') target.replaceWith(card)
    else target.insertAdjacentElement(WHERE.includes(where) ? where : 'beforeend', card)
  }
  const begin = () => {
    place()
    new MutationObserver(place).observe(document, { childList: true, subtree: true })
    setTimeout(() => placed || console.warn(`citation-card: data-into="${into}" matches nothing on this page; no card was placed`), PATIENCE)
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { once: true })
  else begin()
}

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
