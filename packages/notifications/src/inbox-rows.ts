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
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { ruleOf, visiblePosts, visibleThreads, type Reader } from '@stoa/threads'
import { posts, readings, revisions, threads } from '@stoa/threads/schema'
import { notifications, type Kind } from './schema.ts'

/** About the reader or their duties rather than about content: they stay when content goes. */
const personal: Kind[] = [
  'report_outcome',
  'alert',
  'stolen_account',
  'application',
  'trust_proposal',
  'application_answer',
  'desk_undelivered'
]
/** Of threads that their readers could read before: they name them still. */
const ofGoneThreads: Kind[] = ['report_outcome', 'thread_hidden']
const decided: Kind[] = ['moderation', 'urgent_case', ...personal]

// Who has read the post in its thread need not tick it off in the inbox as well.
const isSeen = and(notInArray(notifications.kind, decided), gte(readings.number, posts.number))

/** For queries over `inboxRows`. */
export const isUnread = and(isNull(notifications.readAt), sql`(${isSeen}) is not true`)

const onPost = eq(posts.id, notifications.postId)
const onThread = eq(threads.id, sql`coalesce(${posts.threadId}, ${notifications.threadId})`)
const onReading = and(eq(readings.threadId, threads.id), eq(readings.userId, notifications.userId))

/**
 * What a thread that is gone was called when everybody could read it last, whatever somebody made of it
 * since; null where nobody but staff ever could, or only staff may know of its category.
 */
const lastPublicTitle = sql<string | null>`(case
  when ${threads.state} in ('hidden', 'withdrawn') and ${threads.lastPublicAt} is not null
    and ${ruleOf} <> 'staff_only'
  then coalesce((
    select ${revisions.title} from ${revisions} join ${posts} first on first.id = ${revisions.postId}
    where first.thread_id = ${threads.id} and first.number = 1 and ${revisions.title} is not null
      and ${revisions.createdAt} >= ${threads.lastPublicAt}
    order by ${revisions.number} limit 1), ${threads.title}) end)`

/** The actor's notifications that can be shown and meet `condition`, the latest first. */
export const inboxRows = (ctx: Context, condition: SQL | undefined, limit: number) =>
  ctx.db
    .select({
      id: notifications.id,
      kind: notifications.kind,
      actionId: notifications.actionId,
      announcementId: notifications.announcementId,
      ticketId: notifications.ticketId,
      createdAt: notifications.createdAt,
      read: sql<boolean>`not (${isUnread})`,
      threadId: threads.id,
      number: posts.number,
      title: sql<string | null>`case when ${visibleThreads(ctx.actor)} then ${threads.title}
        when ${inArray(notifications.kind, ofGoneThreads)} then ${lastPublicTitle} end`,
      isGone: sql<boolean>`(${visibleThreads(ctx.actor)}) is not true`,
      by: authorColumns(users)
    })
    .from(notifications)
    .leftJoin(posts, onPost)
    .leftJoin(threads, onThread)
    .leftJoin(readings, onReading)
    .leftJoin(users, eq(users.id, notifications.actorId))
    .where(and(eq(notifications.userId, ctx.actor.id), isShown(ctx.actor), condition))
    .orderBy(desc(notifications.id))
    .limit(limit)

export type InboxRow = Awaited<ReturnType<typeof inboxRows>>[number]

/** Ids of what the reader has not read, for counting. */
export const unreadRows = (db: Database, reader: Reader) =>
  db
    .select({ id: notifications.id })
    .from(notifications)
    .leftJoin(posts, onPost)
    .leftJoin(threads, onThread)
    .leftJoin(readings, onReading)
    .where(and(eq(notifications.userId, reader.id), isUnread, isShown(reader)))

/** That a thread is hidden is news while it is. */
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
      ne(notifications.kind, 'thread_hidden'),
      visibleThreads(reader)
    ),
    visiblePosts(reader)
  )
}
