import { sql, type SQL } from 'drizzle-orm'
import { idOfNamed } from '@stoa/accounts'
import { categories, posts, threads } from '@stoa/threads/schema'
import type { Filters } from './query.ts'

const slugIs = (slug: string) => sql`${threads.categoryId} in (
  select c.id from ${categories} c left join ${categories} above on above.id = c.parent_id
  where c.slug = ${slug} or above.slug = ${slug})`

/** The conditions of a search's filters over `posts` and `threads`. */
export function filterConditions(filters: Filters): SQL[] {
  const { category, author, kind, solved, official, tag, language, after, before } = filters
  return [
    category !== undefined && slugIs(category),
    author !== undefined && sql`${posts.authorId} = ${idOfNamed(author)}`,
    kind !== undefined && sql`${threads.kind} = ${kind}`,
    solved !== undefined && sql`(${threads.solvedAt} is not null) = ${solved}`,
    official !== undefined && sql`${posts.official} = ${official}`,
    tag !== undefined && sql`${threads.tags} @> array[${tag.toLowerCase()}]`,
    language !== undefined && sql`${threads.language} = ${language}`,
    after !== undefined && sql`${posts.createdAt} >= ${`${after}T00:00:00.000Z`}`,
    before !== undefined && sql`${posts.createdAt} < ${`${before}T00:00:00.000Z`}`
  ].filter((condition) => condition !== false)
}
