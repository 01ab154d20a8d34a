import { sql } from 'drizzle-orm'
import { emit, emitAll, type Context } from '@stoa/core'
import { inParts, insertRows, isNotEmpty } from '@stoa/core/data'
import { mutedUsers, users } from '@stoa/accounts/tables'
import { threadFollowings } from '@stoa/threads/tables'
import { factsOf } from './kinds.ts'
import type { Cause, Note } from './note.ts'
import { isUnheard, standInForOlder } from './deduplication.ts'
import { wanting } from './preferences.ts'
import { notifications, type Kind } from './schema.ts'

/**
 * Kinds of which a reader gets only one per post, even after approval, an edit or with several
 * reasons.
 */
const ofPosts: Kind[] = ['answer', 'mention', 'reply', 'new_thread']

/** What a notification says, why, and to whom. */
export type Notice = { cause: Cause; note: Note; userIds: readonly number[] }

/**
 * Stores one notification in each inbox, once per event and kind, and queues mails for readers who
 * want them at once. Callers have checked that the readers may see the content.
 */
export async function notify(ctx: Context, cause: Cause, note: Note, userIds: readonly number[]) {
  await notifyAll(ctx, [{ cause, note, userIds }])
}

/** Stores the notifications of a batch, as `notify` does for one. */
export async function notifyAll(ctx: Context, notices: readonly Notice[]): Promise<void> {
  const rows = notices.flatMap(({ cause, note, userIds }) =>
    userIds.map((userId) => rowOf(cause, note, userId))
  )
  for (const part of inParts(rows)) await notifyPart(ctx, part)
}

type Row = ReturnType<typeof rowOf>

const rowOf = (cause: Cause, note: Note, userId: number) => ({
  ...{ userId, kind: note.kind, eventId: cause.id, createdAt: cause.createdAt },
  ...{ threadId: note.threadId ?? null, postId: note.postId ?? null },
  ...{ actionId: note.actionId ?? null, announcementId: note.announcementId ?? null },
  ...{ ticketId: note.ticketId ?? null, actorId: note.byId }
})

async function notifyPart(ctx: Context, rows: Row[]) {
  const heard = await listening(ctx, rows)
  if (!isNotEmpty(heard)) return
  await standInForOlder(ctx, heard)
  const added = await ctx.db.execute<Added>(sql`${insertRows(notifications, heard)}
    on conflict do nothing returning id as "notificationId", user_id as "userId", kind`)
  await announce(ctx, added)
}

/**
 * Filters the readers: existing, not the actor, not told already, and without a mute of author or
 * thread. One statement does it for all rows.
 */
async function listening({ db }: Context, rows: Row[]): Promise<Row[]> {
  const asked = rows.map((row, at) => ({
    ...{ at, user_id: row.userId, kind: row.kind, event_id: row.eventId, thread_id: row.threadId },
    ...{ post_id: row.postId, announcement_id: row.announcementId, ticket_id: row.ticketId },
    ...{
      created_at: row.createdAt,
      actor_id: row.actorId,
      official: factsOf[row.kind].ignoresMutes
    },
    told: row.kind === 'accepted' ? ['accepted'] : ofPosts
  }))
  const found = await db.execute<{ at: number }>(sql`
    select asked.at from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) asked (at int,
      user_id bigint, kind text, event_id bigint, thread_id bigint, post_id bigint,
      announcement_id bigint, ticket_id bigint, created_at timestamptz, actor_id bigint,
      official boolean, told text[])
    join ${users} reader on reader.id = asked.user_id
    where reader.erased_at is null and reader.email_verified_at is not null
      and asked.user_id <> asked.actor_id and (asked.official or ${isUnmuted}) and ${isUnheard}
    order by asked.at`)
  return onePerPost(found.flatMap(({ at }) => rows[at] ?? []))
}

const isUnmuted = sql`not exists (select from ${mutedUsers} muted
    where muted.user_id = asked.user_id and muted.muted_user_id = asked.actor_id)
  and not exists (select from ${threadFollowings} following where following.user_id = asked.user_id
    and following.thread_id = asked.thread_id and following.level = 'muted')
  and not exists (select from ${notifications} told where told.user_id = asked.user_id
    and told.post_id = asked.post_id and told.kind = any(asked.told))`

/** A reader who is told of a post for two reasons in one batch is told once, for the first. */
function onePerPost(rows: Row[]): Row[] {
  const told = new Set<string>()
  return rows.filter(({ kind, userId, postId }) => {
    if (!ofPosts.includes(kind)) return true
    const key = `${userId} ${postId}`
    return !told.has(key) && told.add(key)
  })
}

type Added = { notificationId: number; userId: number; kind: Kind }

async function announce(ctx: Context, added: readonly Added[]) {
  if (added.length === 0) return
  const userIds = [...new Set(added.map(({ userId }) => userId))]
  await emit(ctx, 'inbox.changed', { userIds })
  const mailed = await wanting(ctx, added, 'at_once')
  await emitAll(
    ctx,
    'notification.created',
    mailed.map(({ notificationId, userId }) => ({ notificationId, userId }))
  )
}

type AboutAnnouncement = Cause & { actorId: number; payload: { announcementId: number } }

/**
 * Notifies readers of an announcement, once per event, except the actor. Callers have checked that
 * the readers may see it.
 */
export async function notifyOfAnnouncement(
  ctx: Context,
  event: AboutAnnouncement,
  kind: Extract<Kind, `announcement${string}` | 'incident_resolved'>,
  userIds: readonly number[]
): Promise<void> {
  const { announcementId } = event.payload
  await notify(ctx, event, { kind, byId: event.actorId, announcementId }, userIds)
}

type AboutTicket = Cause & { actorId: number; payload: { ticketId: number } }
type TicketKind =
  | 'ticket'
  | 'ticket_changed'
  | 'ticket_opened'
  | 'desk'
  | 'desk_due'
  | 'desk_overdue'
  | 'desk_mention'

/** Notifies of a change of a ticket without its content. */
export const notifyOfTicket = (
  ctx: Context,
  event: AboutTicket,
  kind: TicketKind,
  userIds: readonly number[]
): Promise<void> =>
  notify(ctx, event, { kind, byId: event.actorId, ticketId: event.payload.ticketId }, userIds)
