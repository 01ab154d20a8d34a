import { sql } from 'drizzle-orm'
import { emitEach, type Context, type Role } from '@stoa/core'
import { inParts, preparedStatement } from '@stoa/core/data'
import { mutedUsers, users } from '@stoa/accounts/tables'
import { threadFollowings } from '@stoa/threads/tables'
import { factsOf } from './kinds.ts'
import type { Cause, Note } from './note.ts'
import { isNotDuplicate, replaceOlder } from './deduplication.ts'
import { chosenFrequency, isMailedNow } from './preferences.ts'
import { notifications, postKinds, preferences, type Choice, type Kind } from './schema.ts'

/** What a notification says, why, and to whom. */
export type Notice = { cause: Cause; note: Note; userIds: readonly number[] }

/**
 * Stores one notification in each inbox, once per event and kind, and queues mails for readers who
 * want them at once. Callers have checked that the readers may see the content.
 * @returns the ids of the readers who were notified
 */
export async function notify(ctx: Context, cause: Cause, note: Note, userIds: readonly number[]) {
  return notifyAll(ctx, [{ cause, note, userIds }])
}

/** Stores the notifications of a batch, as `notify` does for one. */
export async function notifyAll(ctx: Context, notices: readonly Notice[]): Promise<number[]> {
  const rows = notices.flatMap(({ cause, note, userIds }) =>
    userIds.map((userId) => rowOf(cause, note, userId))
  )
  const notified: number[] = []
  for (const part of inParts(rows)) notified.push(...(await notifyPart(ctx, part)))
  return notified
}

type Row = ReturnType<typeof rowOf>

const rowOf = (cause: Cause, note: Note, userId: number) => ({
  ...{ userId, kind: note.kind, eventId: cause.id, createdAt: cause.createdAt },
  ...{ threadId: note.threadId ?? null, postId: note.postId ?? null },
  ...{ actionId: note.actionId ?? null, announcementId: note.announcementId ?? null },
  ...{ ticketId: note.ticketId ?? null, actorId: note.byId }
})

async function notifyPart(ctx: Context, rows: Row[]): Promise<number[]> {
  const asked = rows.map((row, at) => ({
    ...row,
    at,
    official: factsOf[row.kind].ignoresMutes,
    duplicates: row.kind === 'accepted' ? ['accepted'] : postKinds
  }))
  const added = await insertNotifications(ctx.db, { asked: JSON.stringify(asked), postKinds })
  if (added.length === 0) return []
  await replaceOlder(ctx, added)
  await announce(ctx, added)
  return added.map(({ userId }) => userId)
}

type Added = {
  notificationId: number
  userId: number
  kind: Kind
  ticketId: number | null
  announcementId: number | null
  /** What decides on a mail. */
  frequency: Choice | null
  role: Role
}

const isUnmuted = sql`not exists (select from ${mutedUsers} muted
    where muted.user_id = asked.user_id and muted.muted_user_id = asked.actor_id)
  and not exists (select from ${threadFollowings} following where following.user_id = asked.user_id
    and following.thread_id = asked.thread_id and following.level = 'muted')
  and not exists (select from ${notifications} earlier where earlier.user_id = asked.user_id
    and earlier.post_id = asked.post_id and earlier.kind = any(asked.duplicates))`

const isWanted = sql`not exists (select from ${preferences} chosen
    where chosen.user_id = asked.user_id and chosen.kind = asked.kind and chosen.mail = 'nowhere')`

/**
 * Stores the notifications whose readers exist, are not the actor, have no earlier notification that
 * covers it, and have not muted author or thread. Of two reasons to notify a reader of a post in one
 * batch, the first counts.
 */
const insertNotifications = preparedStatement<Added>(
  () => sql`
  with asked as (select at, "userId" as user_id, kind, "eventId" as event_id,
      "threadId" as thread_id, "postId" as post_id, "actionId" as action_id,
      "announcementId" as announcement_id, "ticketId" as ticket_id, "createdAt" as created_at,
      "actorId" as actor_id, official, duplicates
    from jsonb_to_recordset(${sql.placeholder('asked')}::jsonb) asked (at int, "userId" bigint,
      kind text, "eventId" bigint, "threadId" bigint, "postId" bigint, "actionId" bigint,
      "announcementId" bigint, "ticketId" bigint, "createdAt" timestamptz, "actorId" bigint,
      official boolean, duplicates text[])),
  listening as (select asked.*, row_number() over (
        partition by asked.user_id,
          case when asked.kind = any(${sql.placeholder('postKinds')}::text[])
            then asked.post_id else -asked.at end
        order by asked.at) as turn
    from asked join ${users} reader on reader.id = asked.user_id
    where reader.erased_at is null and reader.email_verified_at is not null
      and asked.user_id <> asked.actor_id and (asked.official or ${isUnmuted}) and ${isWanted} and ${isNotDuplicate})
  insert into ${notifications} (user_id, kind, event_id, created_at, thread_id, post_id, action_id,
    announcement_id, ticket_id, actor_id)
  select user_id, kind, event_id, created_at, thread_id, post_id, action_id, announcement_id,
    ticket_id, actor_id
  from listening where turn = 1 order by at
  on conflict do nothing
  returning id as "notificationId", user_id as "userId", kind, ticket_id as "ticketId",
    announcement_id as "announcementId",
    ${chosenFrequency} as frequency,
    (select role from ${users} reader where reader.id = ${notifications.userId}) as role`
)

async function announce(ctx: Context, added: readonly Added[]) {
  const userIds = [...new Set(added.map(({ userId }) => userId))]
  const mailed = added.filter(isMailedNow).map(({ notificationId, userId }) => ({
    type: 'notification.created' as const,
    payload: { notificationId, userId }
  }))
  await emitEach(ctx, [{ type: 'inbox.changed', payload: { userIds } }, ...mailed])
}

type AboutAnnouncement = Cause & { actorId: number; payload: { announcementId: number } }

/**
 * Notifies readers of an announcement, once per event, except the actor. Callers have checked that
 * the readers may see it.
 * @returns the ids of the readers who were notified
 */
export async function notifyOfAnnouncement(
  ctx: Context,
  event: AboutAnnouncement,
  kind: Extract<Kind, `announcement${string}` | 'incident_resolved'>,
  userIds: readonly number[]
): Promise<number[]> {
  const { announcementId } = event.payload
  return notify(ctx, event, { kind, byId: event.actorId, announcementId }, userIds)
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
  | 'desk_flagged'
  | 'locked_out'

/** Notifies of a change of a ticket without its content. */
export async function notifyOfTicket(
  ctx: Context,
  event: AboutTicket,
  kind: TicketKind,
  userIds: readonly number[]
): Promise<void> {
  const { ticketId } = event.payload
  await notify(ctx, event, { kind, byId: event.actorId, ticketId }, userIds)
}
