import type { Trust } from '@stoa/core'
import { sql } from 'drizzle-orm'
import { fullRole, users } from '@stoa/accounts/tables'
import { reports } from '../schema.ts'

/** One report, and the outcomes of its reporter's earlier reports. */
export type WeighedReport = {
  trust: Trust
  /** A volunteer or a higher role. */
  moderates: boolean
  /** How many of their earlier reports were upheld and dismissed. */
  upheld: number
  dismissed: number
  /** Key of the network it came from; null if unknown. */
  network: string | null
}

const trustWeights: Record<Trust, number> = { new: 0, basic: 1, trusted: 1.5 }
const moderatorWeight = 2

/**
 * Weight of one report: 0 from a `new` member, 1 from a `basic` one without a decided report. It
 * grows up to twofold with upheld reports and falls towards 0 with dismissed ones.
 */
export function weightOf({ trust, moderates, upheld, dismissed }: WeighedReport): number {
  const base = moderates ? moderatorWeight : trustWeights[trust]
  // One upheld and one dismissed report are added for everybody, so that a single outcome has
  // little effect.
  return (base * 2 * (upheld + 1)) / (upheld + dismissed + 2)
}

/** Total weight of reports; of each network only the heaviest one counts. */
export function totalWeight(reports: readonly WeighedReport[]): number {
  const heaviest = new Map<string, number>()
  for (const [index, report] of reports.entries()) {
    const network = report.network ?? `report:${index}`
    heaviest.set(network, Math.max(weightOf(report), heaviest.get(network) ?? 0))
  }
  return [...heaviest.values()].reduce((sum, weight) => sum + weight, 0)
}

/**
 * The trust with which a report counts, and whether its reporter moderates. A report with a mailed
 * code alone counts as a new member's, whoever the account belongs to.
 */
export const reporterStanding = {
  trust: sql<Trust>`case when ${reports.signedIn} then ${users.trust} else 'new' end`,
  moderates: sql<boolean>`${fullRole} <> 'member' and ${reports.signedIn}`
}
