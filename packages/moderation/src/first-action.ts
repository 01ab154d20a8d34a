import { sql } from 'drizzle-orm'
import { cases } from './schema.ts'

/**
 * For queries over `cases`: when a moderator first did something about it, at the latest by deciding it. To
 * the post or its author; where a user was reported, to anything of theirs. What reports hide by themselves
 * is nobody's act, and who only looks at a case has done nothing yet.
 */
export const firstAction = sql`coalesce((select min(a.created_at) from moderation_actions a
  where a.actor_role <> 'system' and a.created_at between ${cases.openedAt} and ${cases.resolvedAt}
    and (a.post_id = ${cases.postId} or (a.user_id = ${cases.userId} and (
      a.case_id = ${cases.id} or a.kind in ('warned', 'silenced', 'suspended')
      or (${cases.postId} is null and a.kind = 'hidden'))))), ${cases.resolvedAt})`
