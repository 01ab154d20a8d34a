import { sql } from 'drizzle-orm'
import { visibleThreads, type Reader } from './policy.ts'
import { posts, threads } from './schema.ts'
import { isoTime } from './thread-rows.ts'

/** The post that says what an outdated one said once. */
export type Successor = {
  id: number
  number: number
  threadId: number
  title: string
  editedAt: string | null
  outdatedAt: string | null
}

/** For queries over `posts`: what took the place of a post, while the reader may read it; else null. */
export const successorOf = (reader: Reader) => sql<Successor | null>`(
  select json_build_object('id', successor.id, 'number', successor.number, 'threadId', ${threads.id},
    'title', ${threads.title}, 'editedAt', successor.edited_at,
    'outdatedAt', successor.outdated_at)
  from posts successor join ${threads} on ${threads.id} = successor.thread_id
  where successor.id = ${posts.successorId} and successor.state = 'visible'
    and ${threads.state} = 'visible' and ${visibleThreads(reader)})`

/**
 * Whether whoever marked a post as outdated vouches for what follows it: staff, or a moderator of the
 * category, as nobody else may say so of another's post, who has not written what follows.
 */
export const isVouchedFor = sql<boolean>`exists (
  select from users marker where marker.id = ${posts.outdatedById} and (marker.role in ('staff', 'admin')
    or marker.role <> 'member' and marker.id <> ${posts.authorId} and marker.id is distinct from
      (select successor.author_id from posts successor where successor.id = ${posts.successorId})))`

/** What readers of a thread are told of an outdated post; null of one that holds. */
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
