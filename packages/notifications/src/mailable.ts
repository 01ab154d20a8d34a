import { and, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { isAmong, preparedQuery } from '@stoa/core/data'
import type { StoredEvent } from '@stoa/core/effects'
import type { Reader } from '@stoa/threads'
import { isInInboxOf, selectInbox, type InboxRow } from './inbox-rows.ts'
import type { Mailable } from './mail-batching.ts'
import { isMailedNow } from './preferences.ts'
import { recipientsOf, type Recipient } from './readers.ts'
import { notifications } from './schema.ts'

type Event = Pick<StoredEvent<'notification.created'>, 'id' | 'payload'>

/** A notification to mail, with the event that asks for it. */
type Wanted = Mailable & { event: Event; row: InboxRow }

/** Finds the unread notifications whose readers may see them and want a mail of their kind. */
export async function findMailable(ctx: Context, events: readonly Event[]): Promise<Wanted[]> {
  const userIds = events.map(({ payload }) => payload.userId)
  const recipients = await recipientsOf(ctx, [...new Set(userIds)])
  const rows = await readRows(ctx, recipients, events)
  return events.flatMap((event) => {
    const recipient = recipients.get(event.payload.userId)
    const row = rows.get(event.payload.notificationId)
    if (!recipient || !row || row.read) return []
    const { role } = recipient.ctx.actor
    if (!isMailedNow({ ...row, role })) return []
    return { ...row, recipient, event, row }
  })
}

/** Members see alike, so one statement reads for all of them. */
async function readRows(
  ctx: Context,
  recipients: ReadonlyMap<number, Recipient>,
  events: readonly Event[]
): Promise<Map<number, InboxRow>> {
  const ids = (isOf: (recipient: Recipient) => boolean) =>
    events.flatMap(({ payload: { userId, notificationId } }) => {
      const recipient = recipients.get(userId)
      return recipient && isOf(recipient) ? notificationId : []
    })
  const isMember = ({ ctx: { actor } }: Recipient) => actor.role === 'member'
  const rows = await ofMembers(ctx.db).execute({ ids: ids(isMember) })
  for (const recipient of recipients.values()) {
    if (isMember(recipient)) continue
    const own = isAmong(
      notifications.id,
      ids((one) => one === recipient)
    )
    rows.push(...(await select(ctx.db, recipient.ctx.actor, own)))
  }
  return new Map(rows.map((row) => [row.id, row]))
}

const member = { role: 'member', id: notifications.userId, moderates: [] } as const

const ofMembers = preparedQuery((db) => {
  const isAsked = sql<boolean>`${notifications.id} = any(${sql.placeholder('ids')}::bigint[])`
  return select(db, member, isAsked).prepare('mailable_notifications')
})

const select = (db: Database, reader: Reader, isAsked: SQL) =>
  selectInbox(db, reader).where(and(isInInboxOf(reader), isAsked))
