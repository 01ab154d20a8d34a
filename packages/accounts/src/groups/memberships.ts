import { sql, type Column, type SQL } from 'drizzle-orm'
import { groupMembers } from './schema.ts'

/** The ids of the groups of a user who is a row of the query, as an array. */
export const groupsOf = (userId: Column): SQL => sql`array(select ${groupMembers.groupId}
  from ${groupMembers} where ${groupMembers.userId} = ${userId})`
