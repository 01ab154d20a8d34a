import { mark } from './lexemes.ts'

/** How ids are cut into slices, in powers of two. */
export type Grid = {
  /** Of these sizes are the blocks that have a mark each. */
  levels: readonly [number, ...number[]]
  /** So many of the newest are read first, then what makes it so many, and so on. */
  sizes: readonly number[]
}

// Of what a slice has too much by, as many are looked at as are wanted, not many times as many.
export const gridOfPosts: Grid = { levels: [12, 14, 16, 18], sizes: [13, 14, 15, 16, 17, 18, 20] }

// A page of the desk is short, and each slice is a question of its own: small ones that grow fast.
export const gridOfTickets: Grid = {
  levels: [8, 10, 12, 14, 16, 18],
  sizes: [9, 12, 15, 18]
}

/** The marks of the blocks that an id is in, one of each level. */
export const slicesOf = (id: number, { levels }: Grid): string[] =>
  levels.map((level) => sliceMark(level, Math.floor(id / 2 ** level)))

/** Ids `from` inclusive to `to` exclusive, all of which have one of the marks. */
export type Slice = { from: number; to: number; marks: string[] }

/** Slices of the ids that end with `newest`, side by side from the newest on, each larger than the one before. */
export function slicesUpTo(newest: number, { levels, sizes }: Grid): Slice[] {
  const [smallest] = levels
  const slices: Slice[] = []
  let to = blockAfter(newest, smallest)
  for (const size of sizes) {
    // As many again would be all there is.
    if (2 ** size * 2 > newest) break
    const from = blockAfter(newest - 2 ** size, Math.max(size - 2, smallest))
    slices.push({ from, to, marks: marksBetween(from, to, levels) })
    to = from
  }
  return slices
}

/** The id behind the last of the block of `2 ** level` ids that an id is in. */
const blockAfter = (id: number, level: number) => (Math.floor(id / 2 ** level) + 1) * 2 ** level

/** The largest blocks that lie between two ends of blocks. */
function marksBetween(from: number, to: number, levels: Grid['levels']): string[] {
  const marks: string[] = []
  for (let at = from; at < to;) {
    const fits = (level: number) => at % 2 ** level === 0 && at + 2 ** level <= to
    const level = levels.findLast(fits) ?? levels[0]
    marks.push(sliceMark(level, at / 2 ** level))
    at += 2 ** level
  }
  return marks
}

const sliceMark = (level: number, slice: number) => mark(String(level), slice)
