import type { Trust } from '@stoa/core'

/** One report, and what came of the earlier ones of who made it. */
export type WeighedReport = {
  trust: Trust
  /** A volunteer or somebody above. */
  moderates: boolean
  /** Reports of theirs that were right, and that were not. */
  upheld: number
  dismissed: number
  /** Equal for reports out of one network; null where it is not known. */
  network: string | null
}

const trustWeights: Record<Trust, number> = { new: 0, basic: 1, trusted: 1.5 }
const moderatorWeight = 2

/**
 * How much one report weighs: nothing from `new` members, 1 from a `basic` one whose reports nobody has
 * judged yet, up to twice as much from who was always right and next to nothing from who never was.
 */
export function weightOf({ trust, moderates, upheld, dismissed }: WeighedReport): number {
  const base = moderates ? moderatorWeight : trustWeights[trust]
  // Two judgements of either kind are given to everybody: a single one decides nothing.
  return (base * 2 * (upheld + 1)) / (upheld + dismissed + 2)
}

/** How much reports weigh together; of one network the heaviest counts. */
export function totalWeight(reports: readonly WeighedReport[]): number {
  const heaviest = new Map<string, number>()
  for (const [index, report] of reports.entries()) {
    const network = report.network ?? `report:${index}`
    heaviest.set(network, Math.max(weightOf(report), heaviest.get(network) ?? 0))
  }
  return [...heaviest.values()].reduce((sum, weight) => sum + weight, 0)
}
