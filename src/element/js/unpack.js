// Compressed files in JavaScript: base64 to bytes.

import { gunzipSync } from 'fflate'

export async function unpack(base64) {
  const letters = atob(base64)
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at)
  // Firefox has it since 113.
  if (typeof DecompressionStream !== 'function') return gunzipSync(bytes)
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
