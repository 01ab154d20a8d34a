import { sql } from 'drizzle-orm'
import type { Role } from '@stoa/core'
import type { Account } from './account.ts'
import { groupMembers, users } from './schema.ts'

/** The role with a second factor: who moderates as a member of a group is a volunteer there. */
export const fullRoleOf = ({ role, memberships }: Pick<Account, 'role' | 'memberships'>) =>
  role === 'member' && memberships.some(({ moderates }) => moderates) ? 'volunteer' : role

// Drizzle leaves out the name of the table in a query over one.
const userId = sql`"users"."id"`

/** Of a row of `users`, what `fullRoleOf` says. All that asks for a power over others asks for it. */
export const fullRole = sql<Exclude<Role, 'guest'>>`(case when ${users.role} = 'member' and exists (
    select from ${groupMembers} m where m.user_id = ${userId} and m.moderates_since is not null)
  then 'volunteer' else ${users.role} end)`
