import type { ProgramScene } from './measurements.ts'
import type { NextRequest } from './load.ts'
import { as, byTurns, categories, replies, searches, strangers, votes } from './requests.ts'

/** Of twenty requests, sixteen read pages, two search, one replies and one votes. */
export function mixedRequests({ facts, sessionIds }: ProgramScene): NextRequest {
  const member = (next: NextRequest) => as(sessionIds, next)
  const shares: [count: number, next: NextRequest][] = [
    [7, member(byTurns(facts.threads))],
    [2, member(byTurns(categories))],
    [2, member(byTurns(['/']))],
    [5, strangers(facts)],
    [1, member(searches('English'))],
    [1, member(searches('Chinese'))],
    [1, member(replies(facts))],
    [1, member(votes(facts, sessionIds.length))]
  ]
  const turns = shares.flatMap(([count, next]) => Array.from({ length: count }, () => next))
  let index = 0
  return () => turns[index++ % turns.length]!()
}
