import { and, eq, gt, isNull, lte, min, ne, notExists, or, sql } from 'drizzle-orm'
import { after, emit, Problem, type Context } from '@stoa/core'
import { campaigns } from '@stoa/safety/tables'
import { actions, campaignPosts } from './schema.ts'

const hour = 3600_000
const hidesPerHour = 30

/**
 * Limits hides per hour, in case somebody has taken over a moderator's account. Staff are notified
 * of the 30th. A sweep counts once.
 * @param sweepId of a sweep whose posts are hidden already; one that was counted within the hour
 * goes on without limit
 * @throws Problem 429 `too_many_hides` for the 31st, with the seconds until the next one is allowed
 */
export async function brakeHides(ctx: Context, sweepId?: number): Promise<void> {
  const { actor, now } = ctx
  await waitForOwnHides(ctx)
  const { hides, first, isCounted } = await hidesOfLastHour(ctx, sweepId)
  if (isCounted) return
  if (hides >= hidesPerHour) throw tooManyHides(now, first ?? now)
  if (hides === hidesPerHour - 1)
    await emit(ctx, 'moderation.hide_limit_reached', { userId: actor.id })
}

/** Serializes the hides of one moderator, so that concurrent ones are all counted. */
async function waitForOwnHides({ db, actor }: Context): Promise<void> {
  const lock = `moderation.hides:${actor.id}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
}

// Every hide counts by itself, the hides of one sweep as its first.
const hides = sql<number>`count(distinct coalesce(-${actions.sweepId}, ${actions.id}))`

async function hidesOfLastHour({ db, actor, now }: Context, sweepId = 0) {
  const isCounted = sql<boolean>`coalesce(bool_or(${actions.sweepId} = ${sweepId}), false)`
  const [row] = await db
    .select({ hides: hides.mapWith(Number), first: min(actions.createdAt), isCounted })
    .from(actions)
    .where(
      and(
        eq(actions.actorId, actor.id),
        gt(actions.createdAt, after(now, -hour)),
        eq(actions.kind, 'hidden'),
        or(isNull(actions.sweepId), ne(actions.sweepId, sweepId), ne(actions.createdAt, now)),
        notExists(campaignOfHide(db))
      )
    )
  return row ?? { hides: 0, first: null, isCounted: false }
}

/**
 * Hides of a campaign do not count: its posts were auto-hidden already. Hides before the post
 * joined the campaign or after the release do count.
 */
const campaignOfHide = (db: Context['db']) =>
  db
    .select({ postId: campaignPosts.postId })
    .from(campaignPosts)
    .innerJoin(campaigns, eq(campaigns.id, campaignPosts.campaignId))
    .where(
      and(
        eq(campaignPosts.postId, actions.postId),
        lte(campaignPosts.addedAt, actions.createdAt),
        or(isNull(campaigns.releasedAt), gt(campaigns.releasedAt, actions.createdAt))
      )
    )

const tooManyHides = (now: string, first: string) => {
  const seconds = Math.max(1, Math.ceil((Date.parse(first) + hour - Date.parse(now)) / 1000))
  return new Problem(429, 'too_many_hides', { seconds })
}
