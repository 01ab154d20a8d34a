import type { KnownFilters, SearchDocument } from './engine.ts'
import { mark } from './lexemes.ts'
import { gridOfPosts, slicesOf } from './slices.ts'

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
    ...slicesOf(postId, gridOfPosts),
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
