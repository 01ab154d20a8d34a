import { sql } from 'drizzle-orm'
import { actions } from '../schema.ts'

type Reach = { actorId: number; since: string }
type Home = { categoryId: number; movedAt: string }

// A line of a thread's history names no actor; the act in the log is of the same moment.
const isTheirs = ({ actorId }: Reach) => sql`exists (
  select from moderation_actions a
  where a.actor_id = ${actorId} and a.created_at = line.created_at
    and a.thread_id = line.thread_id and a.kind::text = line.kind)`

const slowKinds = sql.raw(`('slowed', 'unslowed')`)
const valueKinds = sql.raw(`('retitled', 'retagged', 'slowed', 'unslowed')`)

// Slow mode is set and ended by acts of two kinds.
const isOfSameMatter = sql`
  case when ${actions.kind} in ${slowKinds} then line.kind in ${slowKinds}
    else line.kind = ${actions.kind}::text end`

// No slow mode is a pace too; a title or tags that the history does not tell are not known.
const formerOne = sql`
  case when line.kind in ${slowKinds} then coalesce(line.detail ->> 'from', '')
    else line.detail ->> 'from' end`

/**
 * For queries over `actions`: the title, tags or pace that a thread had before the moderator changed it for
 * the first time since then; null where somebody else has changed it after them, or it is not known.
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
 * The same of the category in which it lay, and when it left it. What the thread's own author moves stands
 * in its history alone.
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
