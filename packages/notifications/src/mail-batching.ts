import { lte, sql } from 'drizzle-orm'
import { after, emitAll, transaction, type Context } from '@stoa/core'
import { departureAfter, isDeliveryHeld, type Restoration } from '@stoa/core/effects'
import { secondsUntilMails } from './delivery.ts'
import type { Recipient } from './readers.ts'
import { foldedMails, postKinds, postMails, type Kind } from './schema.ts'

const minute = 60_000
/** In which a post can be edited or hidden before a mail tells what it says. */
const postsWait = 3 * minute
/** Several posts within it are one mail. */
const betweenPostMails = 10 * minute

type Waiting = { dueAt: string | null; notifiedUntil: string | null }

/** A notification that may be mailed, with the mails of its reader that wait, if any do. */
export type Mailable = {
  recipient: Recipient
  userId: number
  kind: Kind
  createdAt: string
  mails: Waiting | null
  postMails: Waiting | null
  restoration: Restoration | null
}

type Folded = { userId: number; since: string; dueAt: string }

/**
 * Finds those that are mailed now. Mails about posts wait a few minutes, and several of them are
 * one. Beyond the hourly limit of its recipient a mail waits, and becomes one line of a single mail
 * at the end of that hour, like all that follow until then. Mails held until delivery is resumed are
 * combined in the same way.
 */
export async function leavingNow<T extends Mailable>(
  ctx: Context,
  mailable: readonly T[]
): Promise<T[]> {
  const departing = mailable.map((one) => ({
    one,
    departure: departureAfter(one.restoration, one.createdAt)
  }))
  const held = departing.filter(({ departure }) => departure === 'after_resume')
  await foldAll(ctx, held, () => ctx.now)
  const now = departing.filter(({ departure }) => departure === 'now').map(({ one }) => one)
  const posts = now.filter((one) => isAboutPost(one) && !isIncluded(one, one.postMails))
  await foldAll(
    ctx,
    posts.map((one) => ({ one })),
    leavesAt
  )
  return withinLimit(
    ctx,
    now.filter((one) => !isAboutPost(one) && (isWaking(one) || !isCombined(one)))
  )
}

/** Those that their recipients may get in this hour; the others wait for its end. */
async function withinLimit<T extends Mailable>(ctx: Context, leaving: T[]): Promise<T[]> {
  const counted = leaving.filter((one) => !isWaking(one))
  const waits = await secondsUntilMails(
    ctx,
    counted.map(({ recipient }) => recipient.email)
  )
  const waiting = new Map(counted.map((one, at) => [one, waits[at] ?? 0]))
  const late = counted.filter((one) => waiting.get(one))
  await foldAll(
    ctx,
    late.map((one) => ({ one })),
    (one) => after(ctx.now, (waiting.get(one as T) ?? 0) * 1000)
  )
  return leaving.filter((one) => !waiting.get(one))
}

const isAboutPost = ({ kind }: Mailable) => postKinds.includes(kind)

// Staff on call are woken by each.
const isWaking = ({ kind }: Mailable) => kind === 'urgent_case'

/** Whether it becomes a line of a combined mail, or was one. */
const isCombined = (one: Mailable) => Boolean(one.mails?.dueAt) || isIncluded(one, one.mails)

const isIncluded = ({ createdAt }: Mailable, mails: Waiting | null) =>
  createdAt <= isoTime(mails?.notifiedUntil)

const isoTime = (time: string | null | undefined) => (time ? new Date(time).toISOString() : '')

/** When a mail about a post leaves. */
function leavesAt({ createdAt, postMails: last }: Mailable): string {
  const first = after(createdAt, postsWait)
  if (!last?.notifiedUntil) return first
  const next = after(isoTime(last.notifiedUntil), betweenPostMails)
  return first > next ? first : next
}

/** Lets mails wait for one that combines them. */
async function foldAll(
  ctx: Context,
  mails: readonly { one: Mailable }[],
  dueAt: (one: Mailable) => string
) {
  for (const table of [foldedMails, postMails]) {
    const rows = new Map<number, Folded>()
    for (const { one } of mails)
      if (isAboutPost(one) === (table === postMails))
        addTo(rows, { userId: one.userId, since: one.createdAt, dueAt: dueAt(one) })
    if (rows.size > 0) await fold(ctx, table, [...rows.values()])
  }
}

/** One row for each user: the earliest notification, and the earliest time to leave. */
function addTo(rows: Map<number, Folded>, row: Folded) {
  const { since, dueAt } = rows.get(row.userId) ?? row
  rows.set(row.userId, {
    userId: row.userId,
    since: since < row.since ? since : row.since,
    dueAt: dueAt < row.dueAt ? dueAt : row.dueAt
  })
}

/** Of mails that wait already, the earliest notification and the time at which they leave stay. */
const fold = ({ db }: Context, table: typeof foldedMails | typeof postMails, rows: Folded[]) =>
  db
    .insert(table)
    .values(rows)
    .onConflictDoUpdate({
      target: table.userId,
      set: {
        since: sql`case when ${table.dueAt} is null then excluded.since
          else least(${table.since}, excluded.since) end`,
        dueAt: sql`coalesce(${table.dueAt}, excluded.due_at)`
      }
    })

/** Queues the mails that waited and are due, unless delivery is held. */
export async function queueFolded(given: Context): Promise<void> {
  if (await isDeliveryHeld(given)) return
  await queueDue(given, foldedMails, 'at_once')
  await queueDue(given, postMails, 'posts')
}

const queueDue = (
  given: Context,
  table: typeof foldedMails | typeof postMails,
  frequency: 'at_once' | 'posts'
) =>
  transaction(given, async (ctx) => {
    const rows = await ctx.db
      .update(table)
      .set({ dueAt: null, notifiedUntil: ctx.now })
      .where(lte(table.dueAt, ctx.now))
      .returning({ userId: table.userId, since: table.since })
    const mails = rows.map(({ userId, since }) => ({
      ...{ userId, frequency },
      // A digest excludes its start time, and this one must include its first notification.
      ...{ since: after(since, -1), until: ctx.now }
    }))
    await emitAll(ctx, 'digest.due', mails)
  })
