import type { Connection } from '@stoa/core/database'
import { size } from '../rows.ts'

/**
 * What readers and moderators leave beside posts, in the proportions of a forum that lives: for each
 * post a vote, for each reply two notifications, for each author of a thread that they follow it
 * and how far they read, for each 200 posts a case. One case in 25 is open.
 */
export async function fillBeside({ sql }: Connection): Promise<void> {
  for (const statement of [votes, followings, readings, notifications, cases, reports])
    await sql.unsafe(statement)
}

/** Another member than this one, who depends on `by`. */
const another = (member: string, by: string) =>
  `1 + (${member} + ${by} * 7919 % ${size.members - 1}) % ${size.members}`

const votes = `
  insert into votes (post_id, user_id, created_at)
  select id, ${another('author_id', 'id')}, created_at from posts`

const followings = `
  insert into thread_followings (thread_id, user_id, created_at)
  select thread_id, author_id, min(created_at) from posts group by thread_id, author_id`

const readings = `
  insert into readings (thread_id, user_id, number, read_at)
  select thread_id, author_id, max(number), max(created_at) from posts group by thread_id, author_id`

/** One in fifty is unread. */
const notifications = `
  insert into notifications (user_id, kind, event_id, thread_id, post_id, actor_id, created_at, read_at)
  select user_id, 'reply', posts.id, thread_id, posts.id, posts.author_id, posts.created_at,
    case when posts.id % 50 > 0 then posts.created_at end
  from posts join threads on threads.id = thread_id
  cross join lateral (
    select threads.author_id union select ${another('posts.author_id', 'thread_id')}) as of (user_id)
  where posts.number > 1 and user_id <> posts.author_id`

const cases = `
  insert into cases (post_id, user_id, opened_at, urgent, resolved_at, resolved_by_id, outcome)
  select id, author_id, created_at, id % 1000 = 0,
    case when id % 5000 > 0 then created_at end, case when id % 5000 > 0 then 1 end,
    case when id % 5000 > 0 then 'dismissed' end
  from posts where id % 200 = 0`

const reports = `
  insert into reports (case_id, reporter_id, reason, created_at)
  select id, ${another('user_id', 'id')}, 'spam', opened_at from cases`
