import { mark } from './lexemes.ts'

/** Division of ids into slices, in powers of two. */
export type Grid = {
  /** Sizes of the blocks that have a mark each. */
  levels: readonly [number, ...number[]]
  /** Sizes up to which the newest ids are read, step by step. */
  sizes: readonly number[]
  /** How many ids above the newest known one the first slice has at least. */
  room: number
}

// Fine steps: a slice reads few more documents than are wanted.
export const gridOfPosts: Grid = {
  levels: [12, 14, 16, 18],
  sizes: [13, 14, 15, 16, 17, 18, 19, 20],
  room: 2 ** 12
}

// Pages of the desk are short and each slice costs a query, so slices start small and grow fast.
export const gridOfTickets: Grid = {
  levels: [8, 10, 12, 14, 16, 18],
  sizes: [9, 12, 15, 18],
  room: 0
}

/** Marks of the blocks that contain an id, one per level. */
export const slicesOf = (id: number, { levels }: Grid): string[] =>
  levels.map((level) => sliceMark(level, Math.floor(id / 2 ** level)))

/** Ids `from` inclusive to `to` exclusive; each has one of the marks. */
export type Slice = { from: number; to: number; marks: string[] }

/**
 * Adjacent slices of ids from `newest` downwards, each larger than the one before.
 * @param least the smallest size, in powers of two
 */
export function slicesUpTo(newest: number, { levels, sizes, room }: Grid, least = 0): Slice[] {
  const [smallest] = levels
  const slices: Slice[] = []
  let to = blockAfter(newest + room, smallest)
  for (const size of sizes.filter((one) => one >= least)) {
    // Of so few older ones, less than half as many, there is no need for another slice.
    if (2 ** size * 1.5 > newest) break
    const from = blockAfter(newest - 2 ** size, Math.max(size - 2, smallest))
    slices.push({ from, to, marks: marksBetween(from, to, levels) })
    to = from
  }
  return slices
}

/** First id after the block of `2 ** level` ids that contains an id. */
const blockAfter = (id: number, level: number) => (Math.floor(id / 2 ** level) + 1) * 2 ** level

/** Marks of the largest blocks that fill the space between two block boundaries. */
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
