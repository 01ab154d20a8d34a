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

/** Ever larger slices of the posts that end with `newest`, each containing the one before. */
export function slicesUpTo(newest: number): Slice[] {
  const slices: Slice[] = []
  for (const level of levels) {
    // Two slices of this size would be all there is.
    if (2 ** level * 2 > newest) break
    const last = Math.floor(newest / 2 ** level)
    const marks = [sliceMark(level, last), sliceMark(level, last - 1)]
    slices.push({ from: (last - 1) * 2 ** level, to: (last + 1) * 2 ** level, marks })
    if (last <= 1) break
  }
  return slices
}

const sliceMark = (level: number, slice: number) => mark(String(level), slice)
