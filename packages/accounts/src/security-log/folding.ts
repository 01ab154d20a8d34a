import type { FoldedSecurityEvent, OwnSecurityEvent } from './contract.ts'

/** Events as shown, each run of equal ones that nobody signed in did as one list. */
export function foldedRuns(events: OwnSecurityEvent[]): OwnSecurityEvent[][] {
  const runs: OwnSecurityEvent[][] = []
  for (const event of events) {
    const run = runs.at(-1)
    if (run?.[0] && isRepeated(run[0], event)) run.push(event)
    else runs.push([event])
  }
  return runs
}

const isRepeated = (one: OwnSecurityEvent, other: OwnSecurityEvent) =>
  one.by === 'nobody' && other.by === 'nobody' && one.kind === other.kind

/** A run, the latest event first, as one item. */
export const foldedEvent = (run: OwnSecurityEvent[]): FoldedSecurityEvent[] =>
  run.slice(0, 1).map((latest) => ({
    ...latest,
    count: run.length,
    firstAt: run.at(-1)?.createdAt ?? latest.createdAt,
    networkCount: new Set(run.map(({ network }) => network)).size
  }))
