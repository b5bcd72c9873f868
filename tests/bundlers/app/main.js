// What an application writes, and nothing else.
import { cite, read } from 'citation-card'

window.ran = true
window.cited = async () => {
  const { records } = await read('@book{knuth, author = {Knuth, Donald E.}, title = {The Art of Computer Programming}, year = 1997}')
  return [await cite(records, { style: 'nature', as: 'text' }), await cite(records, { style: 'apa', locale: 'de-DE', as: 'markdown' })]
}
