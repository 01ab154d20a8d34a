import { createHmac } from 'node:crypto'
import { and, asc, count, desc, gte, lt, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { findPersonalData, findSecrets } from '@stoa/guards'
import { searchMisses } from './schema.ts'
import { pieces } from './tokens.ts'
import { isIdentifier } from './tsquery.ts'

/** So many people have to have looked for something before staff learn of it. */
const leastPeople = 5
const longest = 80
const day = 24 * 3600_000
const weeksShown = 8
const weeksKept = 26
const most = 200

/** Notes that somebody found nothing with these words, once for each person and week. */
export async function noteMiss(ctx: Context, typed: string): Promise<void> {
  const term = termOf(typed)
  if (term === undefined) return
  const week = weekOf(ctx.now)
  await ctx.db
    .insert(searchMisses)
    .values({ week, term, person: personOf(ctx, week) })
    .onConflictDoNothing()
}

/** The words that are kept; none where they are long, a secret, or could be about one person. */
export function termOf(typed: string): string | undefined {
  if (findSecrets(typed).length > 0 || findPersonalData(typed).length > 0) return undefined
  const words = pieces(typed).map(({ text }) => text)
  const term = words.join(' ')
  if (term === '' || term.length > longest || words.some(isPersonal)) return undefined
  return term
}

/** Transaction IDs, addresses, numbers of accounts. */
const isPersonal = (word: string) => isIdentifier(word) || word.length > 30 || /\d{6}/.test(word)

/** The Monday of a week, UTC. */
export function weekOf(now: string): string {
  const weekday = (new Date(now).getUTCDay() + 6) % 7
  return after(now, -weekday * day).slice(0, 10)
}

// Tells people of one week apart and says nothing about who they are, in this week or across weeks.
function personOf({ actor, origin, ports }: Context, week: string): string {
  const who = actor.id > 0 ? `user ${actor.id}` : `address ${origin?.address ?? ''}`
  const hmac = createHmac('sha256', ports.keyFor('search misses'))
  return hmac.update(`${week} ${who}`).digest('base64url').slice(0, 22)
}

/**
 * What at least five people looked for in one week and did not find, the latest week first and within
 * it what most people missed.
 */
export async function listMisses({ db, now }: Context) {
  const people = count()
  const items = await db
    .select({ week: searchMisses.week, term: searchMisses.term, people })
    .from(searchMisses)
    .where(gte(searchMisses.week, weekOf(after(now, -weeksShown * 7 * day))))
    .groupBy(searchMisses.week, searchMisses.term)
    .having(gte(people, leastPeople))
    .orderBy(desc(searchMisses.week), desc(people), asc(searchMisses.term))
    .limit(most)
  return { items }
}

/** Forgets old weeks, and of those that are over what few people looked for. */
export async function forgetMisses({ db, now }: Context): Promise<void> {
  const oldest = weekOf(after(now, -weeksKept * 7 * day))
  await db.delete(searchMisses).where(lt(searchMisses.week, oldest))
  const { week, term } = searchMisses
  const rare = db
    .select({ week, term })
    .from(searchMisses)
    .where(lt(week, weekOf(now)))
    .groupBy(week, term)
    .having(lt(count(), leastPeople))
  await db
    .delete(searchMisses)
    .where(and(lt(week, weekOf(now)), sql`(${week}, ${term}) in ${rare}`))
}
