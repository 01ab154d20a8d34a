import { sql } from 'drizzle-orm'
import { actions } from '../schema.ts'

type Reach = { actorId: number; since: string }
type Home = { categoryId: number; movedAt: string }
type Closing = { reason: string | null; reopensAt: string | null }

// Thread history does not name the actor; the log entry of the same time does.
const isTheirs = ({ actorId }: Reach) => sql`exists (
  select from moderation_actions a
  where a.actor_id = ${actorId} and a.created_at = line.created_at
    and a.thread_id = line.thread_id and a.kind::text = line.kind)`

const slowKinds = sql.raw(`('slowed', 'unslowed')`)
const valueKinds = sql.raw(`('retitled', 'retagged', 'slowed', 'unslowed')`)

// Slow mode has one kind of action for setting it and one for ending it.
const isOfSameMatter = sql`
  case when ${actions.kind} in ${slowKinds} then line.kind in ${slowKinds}
    else line.kind = ${actions.kind}::text end`

// Former slow mode may be none, which is the empty string. A title or tags missing in the history
// are unknown.
const formerOne = sql`
  case when line.kind in ${slowKinds} then coalesce(line.detail ->> 'from', '')
    else line.detail ->> 'from' end`

/**
 * SQL over `actions`: title, tags or slow mode of a thread before the moderator's first change
 * since the time; null if somebody else has changed it since, or if it is unknown.
 */
export const formerValue = (reach: Reach) => sql<string | null>`(
  with changes as (
    select line.id, line.created_at, ${formerOne} as former, ${isTheirs(reach)} as is_theirs
    from thread_history line
    where line.thread_id = ${actions.threadId} and ${actions.kind} in ${valueKinds}
      and ${isOfSameMatter})
  select former from changes
  where created_at >= ${reach.since}::timestamptz
    and id > coalesce((select max(id) from changes where not is_theirs), 0)
  order by id limit 1)`

/**
 * SQL over `actions`: the former category of a thread and when it was moved, as `formerValue`.
 * Moves by the thread's author are found in its history, as the log does not have them.
 */
export const formerHome = (reach: Reach) => sql<Home | null>`(
  with moves_of_others as (
    select line.created_at from thread_history line
    where line.thread_id = ${actions.threadId} and line.kind = 'moved'
      and not ${isTheirs(reach)})
  select json_build_object('categoryId', move.category_id, 'movedAt', move.created_at)
  from moderation_actions move
  where ${actions.kind} = 'moved' and move.thread_id = ${actions.threadId} and move.kind = 'moved'
    and move.actor_id = ${reach.actorId} and move.created_at >= ${reach.since}::timestamptz
    and not exists (select from moves_of_others other where other.created_at > move.created_at)
  order by move.id limit 1)`

/**
 * SQL over `actions`: reason and reopening time with which a thread was closed before the
 * moderator's first closing since the time; null if it was open.
 */
export const formerClosing = (reach: Reach) => sql<Closing | null>`(
  with changes as (
    select line.id, line.kind, line.detail from thread_history line
    where line.thread_id = ${actions.threadId} and ${actions.kind} = 'closed'
      and line.kind in ('closed', 'reopened')
      and (line.created_at < ${reach.since}::timestamptz or not ${isTheirs(reach)})
    order by line.id desc limit 1)
  select json_build_object('reason', detail ->> 'reason', 'reopensAt', detail ->> 'reopensAt')
  from changes where kind = 'closed')`
