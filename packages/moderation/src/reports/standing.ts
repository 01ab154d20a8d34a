import { sql } from 'drizzle-orm'
import type { Trust } from '@stoa/core'
import { fullRole, users } from '@stoa/accounts/tables'
import { reports } from '../schema.ts'

/**
 * The trust with which a report counts, and whether its reporter moderates. A report with a mailed
 * code alone counts as a new member's, whoever the account belongs to.
 */
export const reporterStanding = {
  trust: sql<Trust>`case when ${reports.signedIn} then ${users.trust} else 'new' end`,
  moderates: sql<boolean>`${fullRole} <> 'member' and ${reports.signedIn}`
}
