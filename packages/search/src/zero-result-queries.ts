import { createHmac } from 'node:crypto'
import { and, asc, count, desc, eq, gte, like, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { after, type Context } from '@stoa/core'
import { weekOf } from '@stoa/core/data'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { findPersonalData, findSecrets } from '@stoa/guards'
import { zeroResultQueries } from './schema.ts'
import { pieces } from './tokens.ts'
import { isIdentifier } from './identifiers.ts'

/** Number of people who must have searched for something before staff see it. */
const minPeople = 5
const maxLength = 80
/** No search takes more. A visitor says it of the page before, so it may be anything. */
const maxTyped = 200
const day = 24 * 3600_000
const weeksShown = 8
const pageSize = 200

/**
 * Records a search without results, once per person and week. Until five people have searched for
 * the words, only their keyed hash is stored. From then on a row also has the words, with the hash
 * as `person`.
 */
export async function recordZeroResultQuery(ctx: Context, typed: string): Promise<void> {
  const words = termOf(typed)
  if (words === undefined) return
  const week = weekOf(ctx.now)
  const term = `#${hashed(ctx, `term ${week} ${words}`)}`
  await insert(ctx, { week, term, person: personOf(ctx, week) })
  const people = await ctx.db.$count(
    zeroResultQueries,
    and(eq(zeroResultQueries.week, week), eq(zeroResultQueries.term, term))
  )
  if (people >= minPeople) await insert(ctx, { week, term: words, person: term })
}

const insert = ({ db }: Context, row: typeof zeroResultQueries.$inferInsert) =>
  db.insert(zeroResultQueries).values(row).onConflictDoNothing()

/**
 * Returns the words to store; undefined if they are too long, contain a secret, or could identify a
 * person.
 */
export function termOf(typed: string): string | undefined {
  if (typed.length > maxTyped) return undefined
  if (findSecrets(typed).length > 0 || findPersonalData(typed).length > 0) return undefined
  const words = pieces(typed).map(({ text }) => text)
  const term = words.join(' ')
  if (term === '' || term.length > maxLength || words.some(isPersonal)) return undefined
  return term
}

/** Transaction ids, addresses, account numbers. */
const isPersonal = (word: string) => isIdentifier(word) || word.length > 30 || /\d{6}/.test(word)

// A keyed hash distinguishes people within one week without identifying them, in this week or
// across weeks.
function personOf(ctx: Context, week: string): string {
  const { actor, origin } = ctx
  const who = actor.id > 0 ? `user ${actor.id}` : `address ${origin?.address ?? ''}`
  return hashed(ctx, `${week} ${who}`)
}

const hashed = ({ ports }: Context, text: string): string =>
  createHmac('sha256', ports.keyFor('search misses')).update(text).digest('base64url').slice(0, 22)

/**
 * Lists what at least five people searched for in one week without results: latest week first, then
 * by number of people.
 */
export async function listZeroResultQueries({ db, now }: Context) {
  const hashes = alias(zeroResultQueries, 'hashes')
  const people = count()
  const items = await db
    .select({ week: zeroResultQueries.week, term: zeroResultQueries.term, people })
    .from(zeroResultQueries)
    .innerJoin(
      hashes,
      and(eq(hashes.week, zeroResultQueries.week), eq(hashes.term, zeroResultQueries.person))
    )
    .where(gte(zeroResultQueries.week, weekOf(after(now, -weeksShown * 7 * day))))
    .groupBy(zeroResultQueries.week, zeroResultQueries.term)
    .orderBy(desc(zeroResultQueries.week), desc(people), asc(zeroResultQueries.term))
    .limit(pageSize)
  return { items }
}

/** Deletes old weeks, and the rare queries of past weeks. */
export async function deleteOldQueries({ db, now }: Context): Promise<void> {
  const oldest = weekOf(after(now, -fixedPeriod('zero_result_queries')))
  await db.delete(zeroResultQueries).where(lt(zeroResultQueries.week, oldest))
  const { week, term } = zeroResultQueries
  const rare = db
    .select({ week, term })
    .from(zeroResultQueries)
    .where(and(lt(week, weekOf(now)), like(term, '#%')))
    .groupBy(week, term)
    .having(lt(count(), minPeople))
  await db
    .delete(zeroResultQueries)
    .where(and(lt(week, weekOf(now)), sql`(${week}, ${term}) in ${rare}`))
}

/** Implements the port that suggests articles: what most people searched for in vain. */
export async function missedQueries(ctx: Context, limit: number) {
  const { items } = await listZeroResultQueries(ctx)
  const most = new Map<string, number>()
  for (const { term, people } of items) most.set(term, Math.max(people, most.get(term) ?? 0))
  return [...most]
    .map(([term, people]) => ({ term, people }))
    .toSorted((a, b) => b.people - a.people)
    .slice(0, limit)
}
