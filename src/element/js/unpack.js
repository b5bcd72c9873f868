// A packed WebAssembly module (`xtask/src/pack.rs` says how it is written) to the module.

const CONSTANT = 0x41
const LOCALS = 1024
const PADDED = 5

// How many numbers follow an instruction; three where that is not always the same.
const immediates = Uint8Array.from({ length: 256 }, (_, op) => {
  if (op === 0x0e || op === 0x1c || op === 0x43 || op === 0x44 || op === 0xfc) return 3
  if (op === 0x11 || (op >= 0x28 && op <= 0x3e)) return 2
  const one = (op >= 2 && op <= 4) || op === 12 || op === 13 || op === 16 || (op >= 0x20 && op <= 0x26) ||
    (op >= 0x3f && op <= 0x42) || op === 0xd0 || op === 0xd2
  return one ? 1 : 0
})

export function unpack(packed) {
  // After the header, a section's kind, length and empty name.
  let at = 9
  const number = () => {
    let value = 0
    let shift = 0
    let byte
    do {
      byte = packed[at++]
      value |= (byte & 127) << shift
      shift += 7
    } while (byte > 127)
    return value
  }
  number()
  at++
  const out = new Uint8Array(number())
  let to = 0
  const take = (length) => {
    out.set(packed.subarray(at, at + length), to)
    at += length
    to += length
  }
  take(number())
  const functions = number()
  const streams = []
  for (let count = number(), key = 0; count; count--) streams.push([key += number(), number()])
  // Where each stream is read next.
  const places = new Uint32Array(LOCALS + 1)
  for (const [key, length] of streams) {
    places[key] = at
    at += length
  }
  const copy = (key) => {
    let byte = packed[places[key]++]
    let value = byte & 127
    out[to++] = byte
    for (let shift = 7; byte > 127; shift += 7) {
      out[to++] = byte = packed[places[key]++]
      value |= (byte & 127) << shift
    }
    return value
  }
  // A number in as many bytes as the largest takes, as its place has to be there first.
  const pad = (place, value) => {
    for (let byte = 0; byte < PADDED; byte++) out[place + byte] = ((value >>> (7 * byte)) & 127) | (byte < PADDED - 1 ? 128 : 0)
  }
  let next = places[0]
  const code = to
  pad(code + PADDED, functions)
  to += 2 * PADDED
  for (let count = functions; count; count--) {
    const size = to
    to += PADDED
    for (let groups = copy(LOCALS); groups; groups--) {
      copy(LOCALS)
      copy(LOCALS)
    }
    for (let depth = 0; depth >= 0;) {
      const op = packed[next++]
      if (op === undefined) throw new Error('it is damaged')
      out[to++] = op
      const count = immediates[op]
      if (count < 3) {
        // Most of the code, so without a call.
        for (let more = 0, key = op === CONSTANT ? 512 + packed[next] : op; more < count; more++, key += 256) {
          let byte
          do out[to++] = byte = packed[places[key]++]
          while (byte > 127)
        }
        if (op === 11) depth--
        else if (op < 5 && op > 1) depth++
      } else if (op === 0x0e) for (let more = copy(op) + 1; more; more--) copy(op)
      else if (op === 0x1c) for (let more = copy(op); more; more--) copy(op)
      else if (op === 0xfc) {
        const kind = copy(op)
        for (let more = kind < 8 ? 0 : kind < 15 && kind % 2 === 0 ? 2 : 1; more; more--) copy(op + 256)
      } else for (let more = op === 0x43 ? 4 : 8; more; more--) out[to++] = packed[places[op]++]
    }
    pad(size, to - size - PADDED)
  }
  pad(code, to - code - PADDED)
  take(packed.length - at)
  return out
}
