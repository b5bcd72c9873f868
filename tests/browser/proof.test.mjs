// The short forms of the long runs: `cargo xtask faults`, `soak`, `load`.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faults } from '../proof/faults.mjs'
import { load } from '../proof/load.mjs'
import { soak } from '../proof/soak.mjs'

test('each file fails once: a right citation or the fallback with a reason, and refresh() brings the card back', async () => {
  const { runs, failures } = await faults({ short: true })
  assert.ok(runs > 10, 'files fail')
  assert.deepEqual(failures, [])
})

test('random presses for half a minute break nothing', async () => {
  assert.ok(await soak({ seconds: 30, seed: 20261129 }) > 20, 'there were presses')
})

test('memory and listeners come back after many cards, a long list, a restless head, and cards that come and go', async () => {
  const rows = await load({ short: true })
  assert.deepEqual(rows.filter((row) => row.failed), [])
})
