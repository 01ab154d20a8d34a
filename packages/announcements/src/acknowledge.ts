import { sql, type SQL } from 'drizzle-orm'
import { after, atLeast, transaction, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import type { Reader } from '@stoa/threads'
import type { AnnouncementPage } from './endpoints/reading-contract.ts'
import { authorize, findAnnouncement } from './policy.ts'
import { announcementAcknowledgements } from './schema.ts'

declare module '@stoa/core' {
  interface ReaderFacts {
    /** Ids of the announcements that the member has confirmed as read. */
    acknowledged: number[]
  }
}

/** Ids of the announcements that a reader has confirmed as read, as JSON. */
export const acknowledgedAnnouncements = ({ id }: Pick<Reader, 'id'>): SQL<number[]> =>
  acknowledgedBy(sql`${id}`)

const acknowledgedBy = (userId: SQL) => sql<number[]>`(
  select coalesce(json_agg(${announcementAcknowledgements.announcementId}), '[]')
  from ${announcementAcknowledgements}
  where ${announcementAcknowledgements.userId} = ${userId})`

/**
 * Records that the actor has read an announcement, once.
 * @throws Problem 404, 409 `acknowledgement_not_asked`
 */
export async function acknowledge(ctx: Context, id: number): Promise<void> {
  authorize.acknowledge(ctx.actor, await findAnnouncement(ctx, id))
  await transaction(ctx, ({ db, actor, now }) =>
    db
      .insert(announcementAcknowledgements)
      .values({ announcementId: id, userId: actor.id, createdAt: now })
      .onConflictDoNothing()
  )
}

/** Ids of the announcements that the actor has confirmed. Pages of members have read them already. */
export async function ownAcknowledgements({ db, actor }: Context): Promise<Set<number>> {
  if (actor.id === 0) return new Set()
  if (actor.facts?.acknowledged) return new Set(actor.facts.acknowledged)
  const [row] = await db.select({ ids: acknowledgedBy(sql`${actor.id}`) }).from(sql`(select) one`)
  return new Set(row?.ids)
}

/** The acknowledgement state that an announcement's page shows. */
export async function acknowledgementOf(
  ctx: Context,
  id: number
): Promise<AnnouncementPage['acknowledgement']> {
  const own = await ownAcknowledgements(ctx)
  const share = atLeast(ctx.actor.role, 'staff') ? await shareOf(ctx, id) : null
  return { acknowledged: own.has(id), share }
}

const activeDays = 30

async function shareOf({ db, now }: Context, id: number) {
  const since = after(now, -activeDays * 86_400_000)
  const confirmed = sql`exists (select from ${announcementAcknowledgements}
    where ${announcementAcknowledgements.announcementId} = ${id}
      and ${announcementAcknowledgements.userId} = ${users.id})`
  const [row] = await db
    .select({
      acknowledged: sql<number>`(count(*) filter (where ${confirmed}))::int`,
      active: sql<number>`(count(*) filter (where ${confirmed} or ${users.lastSeenAt} > ${since}))::int`
    })
    .from(users)
    .where(sql`${users.erasedAt} is null and ${users.emailVerifiedAt} is not null`)
  return row ?? { acknowledged: 0, active: 0 }
}
