import { sql, type SQL } from 'drizzle-orm'
import { posts, threads } from '@stoa/threads/schema'
import type { Filters } from './query.ts'

const slugIs = (slug: string) => sql`${threads.categoryId} in (
  select c.id from categories c left join categories above on above.id = c.parent_id
  where c.slug = ${slug} or above.slug = ${slug})`

const authorIs = (usernameKey: string) => sql`${posts.authorId} in (
  select id from users where username_key = ${usernameKey}
  union all select user_id from old_usernames where username_key = ${usernameKey})`

/**
 * The conditions of a search's filters over `posts` and `threads`.
 * @param usernameKey canonical form of a user name, as accounts keep it
 */
export function filterConditions(filters: Filters, usernameKey: (name: string) => string): SQL[] {
  const { category, author, kind, solved, official, tag, language, after, before } = filters
  return [
    category !== undefined && slugIs(category),
    author !== undefined && authorIs(usernameKey(author)),
    kind !== undefined && sql`${threads.kind} = ${kind}`,
    solved !== undefined && sql`(${threads.solvedAt} is not null) = ${solved}`,
    official !== undefined && sql`${posts.official} = ${official}`,
    tag !== undefined && sql`${threads.tags} @> array[${tag.toLowerCase()}]`,
    language !== undefined && sql`${threads.language} = ${language}`,
    after !== undefined && sql`${posts.createdAt} >= ${`${after}T00:00:00.000Z`}`,
    before !== undefined && sql`${posts.createdAt} < ${`${before}T00:00:00.000Z`}`
  ].filter((condition) => condition !== false)
}
