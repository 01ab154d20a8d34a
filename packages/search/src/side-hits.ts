import type { Context } from '@stoa/core'
import { findUsers } from '@stoa/accounts'
import { relationsOf } from './relations.ts'
import type { Query, Term } from './query.ts'
import { withSynonyms } from './synonyms.ts'
import { wordsOf } from './words.ts'

const announcementLimit = 3
const userLimit = 5

/** Finds results other than posts: announcements, and for members users with that name. */
export async function findBeside(ctx: Context, query: Query) {
  const [announcements, users] = await Promise.all([
    findAnnouncements(ctx, query),
    findUsers(ctx, nameIn(query), userLimit)
  ])
  return { announcements, users }
}

export const nothingBeside = { announcements: [], users: [] }

/** Whether there are no other results. */
export const isNothing = ({ announcements, users }: Awaited<ReturnType<typeof findBeside>>) =>
  announcements.length + users.length === 0

async function findAnnouncements(ctx: Context, query: Query) {
  if (query.none.length > 0) return []
  const relations = await relationsOf(ctx)
  const words = withSynonyms({ ...query, all: wordsOf(query, relations) }, relations)
  const groups = words.all.map((terms) => terms.map(({ text }) => text))
  return ctx.ports.announcementsWith(ctx, groups, announcementLimit)
}

/** Returns the query as a username if it is one word, with or without `@`. */
function nameIn({ all, none }: Query): string {
  const [first, ...more] = all
  const [term, ...others]: Term[] = first ?? []
  const isOne = more.length === 0 && others.length === 0 && none.length === 0
  return isOne && term && !term.isQuoted ? term.text.replace(/^@/, '') : ''
}
