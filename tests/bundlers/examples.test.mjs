// The examples of docs/examples, as they stand.

import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { inChromium, shows, useChromium } from '../browser/chromium.mjs'
import { here, target } from './bundlers.mjs'

const examples = resolve(here, '../../docs/examples')
useChromium({ '/citation-card/': join(here, 'node_modules/citation-card'), '/': examples })

for (const [name, place] of [['folder.html', 'h1 + citation-card'], ['single.html', '.abstract + citation-card']]) {
  inChromium(name, {}, async ({ page, here: site }) => {
    await page.goto(`${site.origin}/${name}`)
    await shows(page, 'Shannon, C. E. (1948).', place)
  })
}

test('node.mjs', async () => {
  copyFileSync(join(examples, 'node.mjs'), join(target, 'node.mjs'))
  writeFileSync(join(target, 'references.bib'), '@book{knuth, author = {Knuth, Donald E.}, title = {The Art of Computer Programming}, year = 1997, publisher = {Addison-Wesley}}')
  const { stdout } = await promisify(execFile)(process.execPath, ['node.mjs', 'references.bib'], { cwd: target })
  assert.equal(stdout.trim(), 'Knuth, D. E. (1997). The Art of Computer Programming. Addison-Wesley.')
})
