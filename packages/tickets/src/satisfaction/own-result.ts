import { and, count, gte, isNotNull, lt } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { topicsOf } from '../policy.ts'
import { satisfactionSurveys } from '../schema.ts'
import type { SatisfactionCell } from './contract.ts'
import { smallestCell } from './folding.ts'

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
