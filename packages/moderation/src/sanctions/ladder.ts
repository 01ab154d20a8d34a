import type { Step } from './contract.ts'

const day = 24
const last: Step = { kind: 'suspension', hours: null }
const ladder: Step[] = [
  { kind: 'warning', hours: null },
  { kind: 'silence', hours: 1 * day },
  { kind: 'silence', hours: 7 * day },
  { kind: 'suspension', hours: 30 * day },
  last
]

/** Steps that scams and illegal content skip. */
const head = 3

/**
 * Returns the next step of the ladder.
 * @param times sanctions of the last half year that were not lifted
 */
export const suggestedSteps = (times: number): { usual: Step; grave: Step } => ({
  usual: stepAt(times),
  grave: stepAt(times + head)
})

const stepAt = (index: number): Step => ladder[index] ?? last
