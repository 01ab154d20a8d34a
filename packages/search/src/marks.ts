import type { KnownFilters, SearchDocument } from './engine.ts'
import { mark } from './lexemes.ts'
import { gridOfPosts, slicesOf } from './slices.ts'

/** Mark of each thread's first post. */
export const firstMark = mark('first', 1)

type Marked = Pick<
  SearchDocument,
  'postId' | 'title' | 'categoryIds' | 'authorId' | 'kind' | 'language' | 'tags' | 'official'
>

/**
 * Marks: lexemes stored beside a post's words. With them the index over words also finds the posts
 * of a category or an author, and the newest posts without reading all others.
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
 * Marks that a post must have to pass the filters, one of each list. Filters without marks are
 * checked on the row.
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
