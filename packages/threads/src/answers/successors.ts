import { sql } from 'drizzle-orm'
import { visibleThreads, type Reader } from '../visibility.ts'
import { posts, threads } from '../schema.ts'
import { isoTime } from '../lists/thread-rows.ts'

/** The post that replaces an outdated one. */
export type Successor = {
  id: number
  number: number
  threadId: number
  title: string
  editedAt: string | null
  outdatedAt: string | null
}

/**
 * Expression for queries over `posts`: the successor of a post; null if there is none or the reader
 * may not read it.
 */
export const successorOf = (reader: Reader) => sql<Successor | null>`(
  select json_build_object('id', successor.id, 'number', successor.number, 'threadId', ${threads.id},
    'title', ${threads.title}, 'editedAt', successor.edited_at,
    'outdatedAt', successor.outdated_at)
  from posts successor join ${threads} on ${threads.id} = successor.thread_id
  where successor.id = ${posts.successorId} and successor.state = 'visible'
    and ${threads.state} = 'visible' and ${visibleThreads(reader)})`

/**
 * Whether the outdated mark comes from somebody whose word counts: staff, or a moderator who wrote
 * neither the answer nor its successor.
 */
export const isVouchedFor = sql<boolean>`exists (
  select from users marker where marker.id = ${posts.outdatedById} and (marker.role in ('staff', 'admin')
    or marker.role <> 'member' and marker.id <> ${posts.authorId} and marker.id is distinct from
      (select successor.author_id from posts successor where successor.id = ${posts.successorId})))`

/** The outdated mark as readers of a thread get it; null if the post is not outdated. */
export const outdatedIn = (threadId: number, at: string | null, successor: Successor | null) =>
  at === null
    ? null
    : {
        at: isoTime(at),
        by: successor && {
          url: `/p/${successor.id}`,
          number: successor.number,
          title: successor.threadId === threadId ? null : successor.title
        }
      }
