import { lte, sql } from 'drizzle-orm'
import { after, emitAll, transaction, type Context } from '@stoa/core'
import { isDeliveryHeld } from '@stoa/core/effects'
import { foldedMails, postKinds, postMails, type Kind } from './schema.ts'

type Folded = { userId: number; since: string; dueAt: string }

/** Those of a kind about posts wait apart from the others. */
export const isAboutPost = ({ kind }: { kind: Kind }) => postKinds.includes(kind)

type Waiting = { userId: number; kind: Kind; createdAt: string }

/** Lets mails wait until a time for one that combines them. */
export async function foldAll<T extends Waiting>(
  ctx: Context,
  mails: readonly T[],
  dueAt: (one: T) => string
) {
  for (const table of [foldedMails, postMails]) {
    const rows = new Map<number, Folded>()
    for (const one of mails)
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
