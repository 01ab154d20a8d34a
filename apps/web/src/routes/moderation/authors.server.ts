import type { Api } from '@stoa/api'
import type { AuthorFacts, Queue } from '#lib/shapes.ts'
import type { listsOf } from './lists.server.ts'

type Row = Queue['items'][number]['row']
type Lists = Awaited<ReturnType<typeof listsOf>>

/** Posts of a reported user, who has no reported post. */
const latest = 3
const maxAuthors = 100

/** What moderators know of the authors of the listed rows, by id, in one call. */
export async function authorsOf({ moderation }: Api, all?: Queue, lists?: Lists) {
  const rows: Row[] = all
    ? all.items.map(({ row }) => row)
    : Object.values(lists ?? {}).flatMap(({ items }): readonly Row[] => items)
  const ids = [...new Set(rows.flatMap(authorsIn))].slice(0, maxAuthors)
  if (ids.length === 0) return {}
  const posts = rows.some(isAboutUser) ? latest : 0
  const { items } = await moderation.authors({ ids: ids.join(), posts })
  return Object.fromEntries(items.map((author): [number, AuthorFacts] => [author.id, author]))
}

const authorsIn = (row: Row): number[] =>
  'author' in row ? [row.author.id] : row.posts.map(({ author }) => author.id)

const isAboutUser = (row: Row) => 'reports' in row && row.post === null
