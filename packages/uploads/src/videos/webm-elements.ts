type Element = { id: number; from: number; content: number; to: number; isEntered: boolean }

const segment = 0x18538067
const cluster = 0x1f43b675
/** Readers skip it, so that it may hide anything. */
const emptySpace = 0xec
/** Tags and attached files. */
const metadata = new Set([0x1254c367, 0x1941a469, emptySpace])

/**
 * Makes elements of metadata empty space. Segments are entered, and so are clusters without a size,
 * which end where the next one begins.
 * @returns false for elements that do not fit into each other
 */
export function clearWebm(bytes: Buffer): boolean {
  let limit = bytes.length
  for (let at = 0; at < bytes.length;) {
    if (at === limit) limit = bytes.length
    const element = elementAt(bytes, at, limit)
    if (!element) return false
    if (metadata.has(element.id)) clear(bytes, element)
    if (element.id === segment) limit = element.to
    at = element.isEntered ? element.content : element.to
  }
  return true
}

/** The element at a position; undefined if it does not end before the limit. */
function elementAt(bytes: Buffer, from: number, limit: number): Element | undefined {
  const id = numberAt(bytes, from, { maxLength: 4, keepsMark: true })
  const size = id && numberAt(bytes, id.to, { maxLength: 8, keepsMark: false })
  if (!size) return undefined
  const isOpen = id.value === segment || id.value === cluster
  if (size.isUnknown && !isOpen) return undefined
  const to = size.isUnknown ? limit : size.to + size.value
  const isEntered = id.value === segment || size.isUnknown
  return to <= limit && size.to <= limit
    ? { id: id.value, from, content: size.to, to, isEntered }
    : undefined
}

/** Its own size takes eight bytes, or one where there is no space for them. */
function clear(bytes: Buffer, { from, to }: Element): void {
  const length = to - from < 9 ? 1 : 8
  const size = to - from - 1 - length
  bytes.fill(0, from, to)
  bytes[from] = emptySpace
  bytes[from + 1] = length === 8 ? 0x01 : 0x80 | size
  if (length === 8) bytes.writeUIntBE(size, from + 3, 6)
}

/** `keepsMark`: ids are written with the bit that says how long they are. */
type Format = { maxLength: number; keepsMark: boolean }

/**
 * Reads a number as WebM writes it: the zero bits at its beginning say how many bytes follow. A size
 * of ones only is unknown.
 */
function numberAt(bytes: Buffer, from: number, { maxLength, keepsMark }: Format) {
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
