import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { after, emit, transaction, type Context, type Trust } from '@stoa/core'
import { contributions, sanctions, users } from '../schema.ts'

const day = 24 * 3600_000

/** Requirements of each level. `days` counts `day_visited`, `threads` counts `thread_read`. */
const levels = {
  basic: { age: 1 * day, days: 2, threads: 5, answers: 0 },
  trusted: { age: 30 * day, days: 15, threads: 50, answers: 3 }
}
/** A silence or suspension within this time prevents `trusted`. */
const goodConduct = 60 * day

type Facts = {
  createdAt: string
  days: number
  threads: number
  answers: number
  sanctioned: boolean
}

export function trustOf(facts: Facts, now: string): Trust {
  const reaches = ({ age, days, threads, answers }: (typeof levels)['basic']) =>
    facts.createdAt <= after(now, -age) &&
    facts.days >= days &&
    facts.threads >= threads &&
    facts.answers >= answers
  if (!reaches(levels.basic)) return 'new'
  return reaches(levels.trusted) && !facts.sanctioned ? 'trusted' : 'basic'
}

/**
 * Recomputes the trust of users from their contributions, and stores changes. Without ids it does
 * so for all who were seen within two days, as a daily task.
 */
export async function recomputeTrust(ctx: Context, ids?: number[]): Promise<void> {
  const userIds = ids ?? (await seenRecently(ctx))
  if (userIds.length === 0) return
  await transaction(ctx, async (ctx) => {
    for (const { id, trust, ...facts } of await factsOf(ctx, userIds)) {
      const present = trustOf(facts, ctx.now)
      if (present === trust) continue
      await ctx.db
        .update(users)
        .set({ trust: present })
        .where(inArray(users.id, [id]))
      await emit(ctx, 'actor.changed', { userId: id })
    }
  })
}

async function seenRecently({ db, now }: Context): Promise<number[]> {
  const recent = await db
    .select({ id: users.id })
    .from(users)
    .where(sql`${users.lastSeenAt} > ${after(now, -2 * day)}`)
  return recent.map(({ id }) => id)
}

const counted = (kind: string) =>
  sql<number>`count(*) filter (where c.kind = ${kind} and c.revoked_at is null)::int`

// Counts distinct askers whose own trust is above `new`.
const answers = sql<number>`count(distinct asker.id) filter
  (where c.kind = 'accepted_answer' and c.revoked_at is null and asker.trust <> 'new')::int`

function factsOf({ db, now }: Context, ids: number[]) {
  return db
    .select({
      id: users.id,
      trust: users.trust,
      createdAt: users.createdAt,
      days: counted('day_visited'),
      threads: counted('thread_read'),
      answers,
      sanctioned: sql<boolean>`exists (select 1 from ${sanctions} s where s.user_id = ${users.id}
        and s.kind <> 'warning' and s.created_at > ${after(now, -goodConduct)})`
    })
    .from(users)
    .leftJoin(sql`${contributions} c`, sql`c.user_id = ${users.id}`)
    .leftJoin(sql`${users} asker`, sql`asker.id = c.from_user_id`)
    .where(and(inArray(users.id, ids), isNull(users.erasedAt), eq(users.service, false)))
    .groupBy(users.id)
}
