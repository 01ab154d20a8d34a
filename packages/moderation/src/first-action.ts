import { sql } from 'drizzle-orm'
import { cases } from './schema.ts'

/**
 * SQL over `cases`: when a moderator first acted on the post or its author, at the latest when the
 * case was decided. If a user was reported, any of their posts counts. Auto-hiding and claiming a
 * case do not count.
 */
export const firstAction = sql`coalesce((select min(a.created_at) from moderation_actions a
  where a.actor_role <> 'system' and a.created_at between ${cases.openedAt} and ${cases.resolvedAt}
    and (a.post_id = ${cases.postId} or (a.user_id = ${cases.userId} and (
      a.case_id = ${cases.id} or a.kind in ('warned', 'silenced', 'suspended')
      or (${cases.postId} is null and a.kind = 'hidden'))))), ${cases.resolvedAt})`
