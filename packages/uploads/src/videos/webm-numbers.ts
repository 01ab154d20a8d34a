/** `keepsMark`: ids are written with the bit that says how long they are. */
type Format = { maxLength: number; keepsMark: boolean }

/**
 * Reads a number as WebM writes it: the zero bits at its beginning say how many bytes follow. A size
 * of ones only is unknown.
 */
export function numberAt(bytes: Buffer, from: number, { maxLength, keepsMark }: Format) {
  const first = bytes[from] ?? 0
  const length = Math.clz32(first) - 23
  const to = from + length
  if (first === 0 || length > maxLength || to > bytes.length) return undefined
  const mark = 1 << (8 - length)
  let value = keepsMark ? first : first - mark
  let isUnknown = first === 2 * mark - 1
  for (const byte of bytes.subarray(from + 1, to)) {
    value = value * 256 + byte
    isUnknown &&= byte === 0xff
  }
  return { value, to, isUnknown }
}
