import type { KnownFilters, SearchDocument } from './engine.ts'

// Ids are cut into slices of 4,096, 16,384, 65,536 and 262,144 posts.
const levels = [12, 14, 16, 18]

// No token has a `~`.
const mark = (name: string, value: string | number) => `~${name}.${value}`

/** Beside the words of each thread's first post. */
export const firstMark = mark('first', 1)

type Marked = Pick<
  SearchDocument,
  'postId' | 'title' | 'categoryIds' | 'authorId' | 'kind' | 'language' | 'tags' | 'official'
>

/**
 * Lexemes that stand beside a post's words, so that the one index over words also finds a category's
 * or an author's posts, and the newest ones without reading all others.
 */
export function marksOf(document: Marked): string[] {
  const { postId, title, categoryIds, authorId, kind, language, tags, official } = document
  return [
    ...levels.map((level) => sliceMark(level, Math.floor(postId / 2 ** level))),
    ...categoryIds.slice(0, 1).map((id) => mark('category', id)),
    mark('author', authorId),
    mark('kind', kind),
    mark('language', language),
    ...tags.map((tag) => mark('tag', tag)),
    ...(official ? [mark('official', 1)] : []),
    ...(title === null ? [] : [firstMark])
  ]
}

/**
 * The marks that a post must have to pass the filters, one of each list; what no mark tells is asked
 * of its row.
 */
export function marksFor(filters: KnownFilters): string[][] {
  const { categoryIds, authorId, kind, language, tag, official } = filters
  return [
    categoryIds?.map((id) => mark('category', id)) ?? [],
    authorId === undefined ? [] : [mark('author', authorId)],
    kind === undefined ? [] : [mark('kind', kind)],
    language === undefined ? [] : [mark('language', language)],
    tag === undefined ? [] : [mark('tag', tag.toLowerCase())],
    official === true ? [mark('official', 1)] : []
  ].filter((marks) => marks.length > 0)
}

/** Posts from id `from` inclusive to `to` exclusive, all of which have one of the marks. */
export type Slice = { from: number; to: number; marks: string[] }

// The newest 8,192 posts or a few more, then what doubles them, and so on: of what a slice has too
// much by, as many posts are looked at as are wanted, not many times as many.
const sizes = [13, 14, 15, 16, 17, 18, 20]

/** Slices of the posts that end with `newest`, side by side from the newest on, each larger than the one before. */
export function slicesUpTo(newest: number): Slice[] {
  const slices: Slice[] = []
  let to = blockAfter(newest, smallest)
  for (const size of sizes) {
    // As many again would be all there is.
    if (2 ** size * 2 > newest) break
    const from = blockAfter(newest - 2 ** size, Math.max(size - 2, smallest))
    slices.push({ from, to, marks: marksBetween(from, to) })
    to = from
  }
  return slices
}

const smallest = levels[0] ?? 0

/** The id behind the last of the block of `2 ** level` ids that an id is in. */
const blockAfter = (id: number, level: number) => (Math.floor(id / 2 ** level) + 1) * 2 ** level

/** The largest blocks that lie between two ends of blocks. */
function marksBetween(from: number, to: number): string[] {
  const marks: string[] = []
  for (let at = from; at < to;) {
    const fits = (level: number) => at % 2 ** level === 0 && at + 2 ** level <= to
    const level = levels.findLast(fits) ?? smallest
    marks.push(sliceMark(level, at / 2 ** level))
    at += 2 ** level
  }
  return marks
}

const sliceMark = (level: number, slice: number) => mark(String(level), slice)
