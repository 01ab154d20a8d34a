import {
  and,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  ne,
  notInArray,
  or,
  sql,
  type SQL
} from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { restorationColumn } from '@stoa/core/effects'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { readersOf, visiblePosts, visibleThreads, type Reader } from '@stoa/threads'
import { languageOfPost } from '@stoa/threads/rendering'
import { posts, readings, revisions, threads } from '@stoa/threads/tables'
import { chosenFrequency } from './preferences.ts'
import type { QuietHours } from './quiet-hours.ts'
import {
  foldedMails,
  notifications,
  postKinds,
  postMails,
  quietHours,
  type Kind
} from './schema.ts'

/** Kinds about the reader or their duties. They stay when the content is deleted. */
const personal: Kind[] = [
  'report_outcome',
  'overruled',
  'alert',
  'stolen_account',
  'factor_loss',
  'application',
  'trust_proposal',
  'retention_proposal',
  'application_answer'
]
/** Kinds that still show the title of a thread their readers can no longer read. */
const ofGoneThreads: Kind[] = ['report_outcome', 'thread_hidden']
const decided: Kind[] = ['moderation', 'urgent_case', ...personal]

// A post that was read in its thread counts as read in the inbox too.
const isSeen = and(notInArray(notifications.kind, decided), gte(readings.number, posts.number))

/** For queries over `inboxRows`. */
export const isUnread = and(isNull(notifications.readAt), sql`(${isSeen}) is not true`)

const onPost = eq(posts.id, notifications.postId)
const onThread = eq(threads.id, sql`coalesce(${posts.threadId}, ${notifications.threadId})`)
const onReading = and(eq(readings.threadId, threads.id), eq(readings.userId, notifications.userId))

/**
 * The last public title of a hidden or withdrawn thread, regardless of later edits. Null if only
 * staff could ever read it, or its category is not for everyone.
 */
const lastPublicTitle = sql<string | null>`(case
  when ${threads.state} in ('hidden', 'withdrawn') and ${threads.lastPublicAt} is not null
    and ${readersOf} = 'everyone'
  then coalesce((
    select ${revisions.title} from ${revisions} join ${posts} first on first.id = ${revisions.postId}
    where first.thread_id = ${threads.id} and first.number = 1 and ${revisions.title} is not null
      and ${revisions.createdAt} >= ${threads.lastPublicAt}
    order by ${revisions.number} limit 1), ${threads.title}) end)`

/** The actor's notifications that can be shown and meet `condition`, the latest first. */
export const inboxRows = (ctx: Context, condition: SQL | undefined, limit: number) =>
  selectInbox(ctx.db, ctx.actor)
    .where(and(isInInboxOf(ctx.actor), condition))
    .orderBy(desc(notifications.id))
    .limit(limit)

/** Condition: the notification is the reader's, and can be shown. */
export const isInInboxOf = (reader: Reader) =>
  and(eq(notifications.userId, reader.id), isShown(reader))

type Waiting = { dueAt: string | null; notifiedUntil: string | null }

function waitingIn(table: typeof foldedMails | typeof postMails) {
  return sql<Waiting | null>`(
    select json_build_object('dueAt', ${table.dueAt}, 'notifiedUntil', ${table.notifiedUntil})
    from ${table} where ${table.userId} = ${notifications.userId})`
}

/** Characters of HTML in which the beginning of a post is. */
const saidOf = 1200

/** What decides on a mail: the chosen frequency, waiting mails, and a restoration. */
const mailColumns = {
  userId: notifications.userId,
  frequency: chosenFrequency,
  quietHours: sql<QuietHours | null>`(select json_build_object('from', ${quietHours.from},
      'to', ${quietHours.to}) from ${quietHours} where ${quietHours.userId} = ${notifications.userId})`,
  mails: waitingIn(foldedMails),
  postMails: waitingIn(postMails),
  restoration: restorationColumn
}

/** Selects notifications as the reader sees them. */
export const selectInbox = (db: Database, reader: Reader) =>
  db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      actionId: notifications.actionId,
      announcementId: notifications.announcementId,
      ticketId: notifications.ticketId,
      createdAt: notifications.createdAt,
      mailedAt: notifications.mailedAt,
      read: sql<boolean>`not (${isUnread})`,
      threadId: threads.id,
      number: posts.number,
      // Who gets such a notification may read its post as long as it is shown.
      said: sql<string | null>`case when ${inArray(notifications.kind, [...postKinds])}
        then left(${posts.html}, ${saidOf}) end`,
      language: sql<Locale | null>`${languageOfPost}`,
      title: sql<string | null>`case when ${visibleThreads(reader)} then ${threads.title}
        when ${inArray(notifications.kind, ofGoneThreads)} then ${lastPublicTitle} end`,
      isGone: sql<boolean>`(${visibleThreads(reader)}) is not true`,
      threadState: threads.state,
      by: authorColumns(users),
      ...mailColumns
    })
    .from(notifications)
    .leftJoin(posts, onPost)
    .leftJoin(threads, onThread)
    .leftJoin(readings, onReading)
    .leftJoin(users, eq(users.id, notifications.actorId))

export type InboxRow = Awaited<ReturnType<typeof inboxRows>>[number]

/** A query of the reader's unread notifications, for counting. */
export const unreadRows = (reader: Reader) => sql`select from ${notifications}
  left join ${posts} on ${onPost} left join ${threads} on ${onThread}
  left join ${readings} on ${onReading}
  where ${and(eq(notifications.userId, reader.id), isUnread, isShown(reader))}`

/** While the thread is hidden, to those who could read its title; later as one about a thread. */
const isHiddenFrom = (reader: Reader) =>
  and(
    ...[eq(notifications.kind, 'thread_hidden'), eq(threads.state, 'hidden')],
    or(visibleThreads(reader), isNotNull(lastPublicTitle))
  )

function isShown(reader: Reader): SQL | undefined {
  return or(
    inArray(notifications.kind, personal),
    isHiddenFrom(reader),
    isNull(notifications.threadId),
    and(
      isNull(notifications.postId),
      or(ne(notifications.kind, 'thread_hidden'), ne(threads.state, 'hidden')),
      visibleThreads(reader)
    ),
    visiblePosts(reader)
  )
}
