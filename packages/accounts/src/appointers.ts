import { sql, type SQL } from 'drizzle-orm'
import { pendingChanges } from './schema.ts'
import { securityEvents } from './security-log/schema.ts'

/**
 * Sub-select of the ids of those who alone gave a user a role, as far as the security log goes back.
 * What a second admin confirmed, or nobody stopped for a day, nobody gave alone: `powers.ts` lists
 * the powers that come no other way.
 */
export const appointersOf = (userId: SQL): SQL => sql`(
  select given.actor_id from ${securityEvents} given
  where given.kind = 'role.changed' and given.subject_id = ${userId} and given.actor_id <> 0
    and not exists (select from ${pendingChanges} confirmed
      where confirmed.user_id = given.subject_id and confirmed.decided_at = given.created_at))`
