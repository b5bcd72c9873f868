// The shipped styles by id: what `cargo xtask dist` knows of each. One small file has those whose ids have
// the same number (src/csl/names/mod.rs); it is asked for when a page names a style that is not
// among the best-known ones, which the loader knows itself.

import { text } from './supply.js'

const SHELVES = 64

// The same sum as `shelf` in Rust.
function shelfOf(id) {
  let sum = 0
  for (const byte of new TextEncoder().encode(id)) sum = (sum * 31 + byte) % 65521
  return sum % SHELVES
}

// The line of a style, `id title short parent locale`; nothing where there is none.
export async function rowOf(id) {
  const rows = await text(`styles/ids/${shelfOf(id)}.txt`)
  return rows.split('\n').find((row) => row.startsWith(`${id}\t`))
}

// The id of the style whose rules a style uses; an empty text where the rules are its own.
export const parentOf = (row) => row.split('\t')[3] ?? ''

// The text of the names of all styles and journals.
export const namesText = () => text('styles/names.txt')
