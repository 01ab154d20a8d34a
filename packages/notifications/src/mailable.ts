import { and, sql, type Placeholder } from 'drizzle-orm'
import { groupsOf } from '@stoa/accounts/groups'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { preparedQuery } from '@stoa/core/data'
import type { StoredEvent } from '@stoa/core/effects'
import type { Reader } from '@stoa/threads'
import { isInInboxOf, selectInbox, type InboxRow } from './inbox-rows.ts'
import type { Mailable } from './mail-batching.ts'
import { mailKey } from './delivery.ts'
import { isMailedNow } from './preferences.ts'
import { recipientsOf, type Recipient } from './readers.ts'
import { notifications, sentMails } from './schema.ts'

type Event = Pick<StoredEvent<'notification.created'>, 'id' | 'payload'>

/** A notification to mail, with the event that asks for it. */
type Wanted = Mailable & { event: Event; row: InboxRow }

/**
 * Finds the unread notifications whose readers may see them and want a mail of their kind, which
 * was not sent yet.
 */
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
  const asked = (isOf: (recipient: Recipient) => boolean) =>
    askedOf(
      events.filter(({ payload }) => {
        const recipient = recipients.get(payload.userId)
        return recipient && isOf(recipient)
      })
    )
  const isMember = ({ ctx: { actor } }: Recipient) => actor.role === 'member'
  const rows = await ofMembers(ctx.db).execute(asked(isMember))
  for (const recipient of recipients.values()) {
    if (isMember(recipient)) continue
    const own = asked((one) => one === recipient)
    rows.push(...(await select(ctx.db, recipient.ctx.actor, own)))
  }
  return new Map(rows.map((row) => [row.id, row]))
}

/** Ids of notifications, and the keys of their mails. */
type Asked = { ids: number[]; keys: string[] }

const askedOf = (events: readonly Event[]): Asked => ({
  ids: events.map(({ payload }) => payload.notificationId),
  keys: events.map(({ id }) => mailKey(id))
})

const member = {
  role: 'member',
  id: notifications.userId,
  moderates: [],
  groups: groupsOf(notifications.userId)
} as const

const ofMembers = preparedQuery((db) =>
  select(db, member, { ids: sql.placeholder('ids'), keys: sql.placeholder('keys') }).prepare(
    'mailable_notifications'
  )
)

type Given<T> = { [Name in keyof T]: T[Name] | Placeholder }

function select(db: Database, reader: Reader, { ids, keys }: Given<Asked>) {
  const [all, theirKeys] = [sql`${sql.param(ids)}::bigint[]`, sql`${sql.param(keys)}::text[]`]
  const isAsked = sql`${notifications.id} = any(${all})`
  const isWaiting = sql`${notifications.id} not in (select asked.id
    from unnest(${all}, ${theirKeys}) asked (id, key) join ${sentMails} sent on sent.key = asked.key)`
  return selectInbox(db, reader).where(and(isInInboxOf(reader), isAsked, isWaiting))
}
