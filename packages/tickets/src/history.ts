import { asc, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { ticketHistory } from './schema.ts'

type Kind = (typeof ticketHistory.$inferInsert)['kind']

/** Notes what happened to a ticket; `detail` is a word of a list or a user id. */
export async function addHistory(
  { db, actor, now }: Context,
  ticketId: number,
  kind: Kind,
  detail: string | null = null
): Promise<void> {
  await db
    .insert(ticketHistory)
    .values({ ticketId, kind, detail, actorId: actor.id, createdAt: now })
}

/** What happened to a ticket, in order. */
export const historyOf = ({ db }: Context, ticketId: number) =>
  db
    .select({
      kind: ticketHistory.kind,
      detail: ticketHistory.detail,
      createdAt: ticketHistory.createdAt
    })
    .from(ticketHistory)
    .where(eq(ticketHistory.ticketId, ticketId))
    .orderBy(asc(ticketHistory.id))
