type Place = { from: number; to: number }
type Box = Place & { type: string; content: number }

/** Boxes that consist of boxes. Metadata is only in these. */
const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf', 'mvex'])
/** Readers skip these, so that they may hide anything. */
const empty = ['free', 'skip']
const metadata = new Set(['udta', 'meta', 'uuid', 'XMP_', ...empty])
/** That of QuickTime, such as `©xyz`, the place. */
const isMetadata = (type: string) => metadata.has(type) || type.startsWith('©')

/** No video has as many boxes in each other. */
const maxDepth = 8

/** Makes boxes of metadata free space. @returns false for boxes that do not fit into each other */
export const clearMp4 = (bytes: Buffer): boolean =>
  clearBoxes(bytes, { from: 0, to: bytes.length }, 0)

function clearBoxes(bytes: Buffer, { from, to }: Place, depth: number): boolean {
  if (depth > maxDepth) return false
  for (let at = from; at < to;) {
    const box = boxAt(bytes, { from: at, to })
    if (!box) return false
    if (isMetadata(box.type)) clear(bytes, box)
    const { content, to: end } = box
    const isContainer = containers.has(box.type)
    if (isContainer && !clearBoxes(bytes, { from: content, to: end }, depth + 1)) return false
    at = end
  }
  return true
}

function clear(bytes: Buffer, { from, to, content }: Box): void {
  bytes.write('free', from + 4, 'latin1')
  bytes.fill(0, content, to)
}

/** The box at the beginning of a place; undefined if it does not end there. */
function boxAt(bytes: Buffer, { from, to }: Place): Box | undefined {
  if (to - from < 8) return undefined
  const type = bytes.toString('latin1', from + 4, from + 8)
  const written = bytes.readUInt32BE(from)
  const content = from + (written === 1 ? 16 : 8)
  if (content > to) return undefined
  const size = written === 1 ? Number(bytes.readBigUInt64BE(from + 8)) : written
  // The last box may leave its size out.
  const end = size === 0 ? to : from + size
  return end >= content && end <= to ? { from, to: end, type, content } : undefined
}
