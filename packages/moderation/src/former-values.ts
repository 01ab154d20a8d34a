import { sql } from 'drizzle-orm'
import { actions } from './schema.ts'

type Reach = { actorId: number; since: string }
type Home = { categoryId: number; movedAt: string }

// A line of a thread's history names no actor; the act in the log is of the same moment.
const isTheirs = (line: 'line' | 'other', { actorId }: Reach) => sql`exists (
  select from moderation_actions a where a.actor_id = ${actorId} and a.created_at = ${sql.raw(line)}.created_at
    and a.thread_id = ${sql.raw(line)}.thread_id and a.kind::text = ${sql.raw(line)}.kind)`

// Slow mode is set and ended by acts of two kinds.
const sameMatter = (line: 'line' | 'other') => sql`
  case when ${actions.kind} in ('slowed', 'unslowed') then ${sql.raw(line)}.kind in ('slowed', 'unslowed')
    else ${sql.raw(line)}.kind = ${actions.kind}::text end`

/**
 * For queries over `actions`: the title, tags or pace that a thread had before the moderator changed it for
 * the first time since then; null where somebody else has changed it after them, or it is not known.
 */
export const formerValue = (reach: Reach) => sql<string | null>`(
  select case when line.kind in ('slowed', 'unslowed') then coalesce(line.detail ->> 'from', '')
    else line.detail ->> 'from' end
  from thread_history line
  where line.thread_id = ${actions.threadId} and ${sameMatter('line')}
    and ${actions.kind} in ('retitled', 'retagged', 'slowed', 'unslowed')
    and line.created_at >= ${reach.since}::timestamptz
    and not exists (select from thread_history other
      where other.thread_id = line.thread_id and ${sameMatter('other')} and other.id >= line.id
        and not ${isTheirs('other', reach)})
  order by line.id limit 1)`

/**
 * The same of the category in which it lay, and when it left it. What the thread's own author moves stands
 * in its history alone.
 */
export const formerHome = (reach: Reach) => sql<Home | null>`(
  select json_build_object('categoryId', move.category_id, 'movedAt', move.created_at)
  from moderation_actions move
  where ${actions.kind} = 'moved' and move.thread_id = ${actions.threadId} and move.kind = 'moved'
    and move.actor_id = ${reach.actorId} and move.created_at >= ${reach.since}::timestamptz
    and not exists (select from thread_history other
      where other.thread_id = move.thread_id and other.kind = 'moved'
        and other.created_at > move.created_at and not ${isTheirs('other', reach)})
  order by move.id limit 1)`
