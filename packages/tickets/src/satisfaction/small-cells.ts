import { and, count, gte, isNotNull, lt } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { SatisfactionCell } from './contract.ts'
import { topicsOf } from '../policy.ts'
import { satisfactionSurveys } from '../schema.ts'

/** Answers that a cell needs to be shown: of fewer, each could be guessed. */
const smallestCell = 5

/**
 * Folds cells with few answers into one without a key. If that has few answers too, the smallest of
 * the others joins it: a single hidden cell is the total without the others. Nothing is left of a
 * total with few answers.
 */
export function foldSmall(cells: readonly SatisfactionCell[]): SatisfactionCell[] {
  const sorted = cells.toSorted((a, b) => b.answered - a.answered)
  const folded: SatisfactionCell[] = []
  while (needsMore(folded, sorted.at(-1))) {
    const cell = sorted.pop()
    if (cell) folded.push(cell)
  }
  const others = {
    key: null,
    answered: sumOf(folded, 'answered'),
    solved: sumOf(folded, 'solved')
  }
  const shown = cells.filter((cell) => sorted.includes(cell))
  return others.answered >= smallestCell ? [...shown, others] : shown
}

const needsMore = (folded: readonly SatisfactionCell[], next: SatisfactionCell | undefined) =>
  next !== undefined &&
  (next.answered < smallestCell || (folded.length > 0 && sumOf(folded, 'answered') < smallestCell))

const sumOf = (cells: readonly SatisfactionCell[], what: 'answered' | 'solved') =>
  cells.reduce((sum, { [what]: count }) => sum + count, 0)

type Period = { since: string; until: string }

/**
 * Whether agents see the answers to their own resolutions: these, taken from a cell that they see
 * too, must not leave the answers of one colleague, or few answers. Admins see everybody's.
 */
export async function isOwnShown(
  ctx: Context,
  own: SatisfactionCell,
  period: Period
): Promise<boolean> {
  if (own.answered < smallestCell) return false
  if (ctx.actor.role === 'admin') return true
  const others = (await answersByAgent(ctx, period)).filter(
    ({ agentId }) => agentId !== ctx.actor.id
  )
  const seen = topicsOf(ctx.actor)
  const byTopic = Map.groupBy(others, ({ topic }) => topic)
  const cells = [...byTopic].flatMap(([topic, answers]) =>
    seen === null || seen.some((one) => one === topic) ? [answers] : []
  )
  return [others, ...cells].every(isLarge)
}

type Answers = { topic: string; agentId: number | null; answered: number }

/** Nothing, or too much to tell whose answers these are. */
function isLarge(others: readonly Answers[]): boolean {
  const answered = others.reduce((sum, one) => sum + one.answered, 0)
  const agents = new Set(others.map(({ agentId }) => agentId))
  return answered === 0 || (answered >= smallestCell && agents.size > 1)
}

const answersByAgent = ({ db }: Context, { since, until }: Period): Promise<Answers[]> => {
  const { createdAt, topic, agentId, counted } = satisfactionSurveys
  return db
    .select({ topic, agentId, answered: count() })
    .from(satisfactionSurveys)
    .where(and(isNotNull(counted), gte(createdAt, since), lt(createdAt, until)))
    .groupBy(topic, agentId)
}
