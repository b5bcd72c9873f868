// Where the files of this build come from. The npm package and single.js have `inside.js` in the
// place of this module (`xtask/src/npm.rs`).

export { folder, forget, isBase, setBase, text, wasm } from './folder.js'
