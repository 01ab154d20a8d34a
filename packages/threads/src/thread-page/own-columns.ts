import { eq, sql } from 'drizzle-orm'
import type { ThreadHead, ThreadPage } from './contract.ts'
import { threadsAmong } from '../lists/similar.ts'
import { readNumber, unreadFrom } from '../lists/thread-rows.ts'
import { drafts, meToos, posts, threadFollowings, threads } from '../schema.ts'
import type { Reader } from '../visibility.ts'

const following = ({ id }: Reader) => sql<ThreadHead['following']>`(
  select ${threadFollowings.level} from ${threadFollowings}
  where ${threadFollowings.threadId} = ${threads.id} and ${eq(threadFollowings.userId, id)})`

const meToo = ({ id }: Reader) => sql<boolean>`exists (select from ${meToos}
  where ${meToos.threadId} = ${threads.id} and ${eq(meToos.userId, id)})`

/** Whether the reader wrote a visible post in the thread, and whether one that is not. */
type Written = { posted: boolean; unseen: boolean }

const written = ({ id }: Reader) => sql<Written>`(
  select json_build_object('posted', coalesce(bool_or(${posts.state} = 'visible'), false),
    'unseen', coalesce(bool_or(${posts.state} <> 'visible'), false))
  from ${posts} where ${posts.threadId} = ${threads.id} and ${eq(posts.authorId, id)})`

const draft = ({ id }: Reader) => sql<ThreadPage['draft']>`(
  select jsonb_build_object('body', ${drafts.content} ->> 'body',
    'replyTo', (${drafts.content} ->> 'replyTo')::int)
  from ${drafts} where ${eq(drafts.userId, id)} and ${drafts.key} = 'thread:' || ${threads.id})`

/** What is the reader's own in a thread. Members who read the same posts share the rest. */
export const ownColumns = (reader: Reader) => ({
  readNumber: readNumber(reader),
  unreadFrom: unreadFrom(reader),
  following: following(reader),
  meToo: meToo(reader),
  written: written(reader),
  draft: draft(reader),
  related: threadsAmong(reader, sql.placeholder('relatedIds'))
})
