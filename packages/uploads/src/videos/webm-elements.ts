import { numberAt } from './webm-numbers.ts'

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
