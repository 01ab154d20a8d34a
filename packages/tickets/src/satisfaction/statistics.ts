import { and, gte, isNotNull, lt, sql } from 'drizzle-orm'
import { usernamesOf } from '@stoa/accounts'
import { invalid, type Actor, type Context } from '@stoa/core'
import { topicsOf } from '../policy.ts'
import { satisfactionSurveys } from '../schema.ts'
import type { SatisfactionCell, SatisfactionStatistics } from './contract.ts'
import { foldSmall, isOwnShown } from './small-cells.ts'
import { endOfPeriod, shownPeriods, startOfWeek } from './periods.ts'

/**
 * Counts the answers to surveys of a whole period. Everybody gets cells of the same division, as far
 * as they may see them: figures of two people or periods never differ by a few answers. Those of an
 * agent are shown to that agent and to admins.
 * @param period its start; by default the latest
 * @throws Problem 422 for a period that is not shown
 */
export async function showSatisfaction(
  ctx: Context,
  period?: string
): Promise<SatisfactionStatistics> {
  const periods = shownPeriods(ctx.now)
  const since = period ?? periods[0]
  if (since === undefined || !periods.includes(since)) throw invalid('period', 'field_invalid')
  const until = endOfPeriod(since)
  const counts = await countAnswers(ctx, since, until)
  const agents = cellsOf(counts, 'agent')
  const ownCell = agents.find(({ key }) => key === String(ctx.actor.id))
  return {
    ...{ periods, since, until },
    ...shownCells(ctx.actor, counts, since),
    agents: ctx.actor.role === 'admin' ? await named(ctx, foldSmall(agents)) : [],
    own:
      ownCell && (await isOwnShown(ctx, ownCell, { since, until }))
        ? { ...ownCell, key: null }
        : null
  }
}

/** Who answers some topics sees only these: the rest would show what the others' sum hides. */
function shownCells(actor: Actor, counts: readonly Count[], since: string) {
  const topics = foldSmall(cellsOf(counts, 'topic'))
  const own = topicsOf(actor)
  if (own !== null)
    return {
      ...{ weeks: [], languages: [] },
      topics: topics.filter(({ key }) => own.some((topic) => topic === key))
    }
  const weeks = foldSmall(cellsOf(counts, 'week')).map(({ key, ...cell }) => {
    return { ...cell, key: key === null ? null : startOfWeek(since, Number(key)) }
  })
  return { weeks, topics, languages: foldSmall(cellsOf(counts, 'language')) }
}

type Division = 'week' | 'topic' | 'language' | 'agent'
type Count = Record<Division, string | null> & { answered: number; solved: number }

/** Each row counts the answers of one week, topic, language or agent; never of two of them. */
async function countAnswers({ db }: Context, since: string, until: string): Promise<Count[]> {
  const { createdAt, topic, language, agentId, counted } = satisfactionSurveys
  const week = sql<string | null>`floor(extract(epoch from ${createdAt} - ${since}::timestamptz)
    / 604800)::int::text`
  const answers = db
    .select({
      ...{ week: week.as('week'), topic, language, counted },
      agent: sql<string>`${agentId}::text`.as('agent')
    })
    .from(satisfactionSurveys)
    .where(and(isNotNull(counted), gte(createdAt, since), lt(createdAt, until)))
    .as('answers')
  const rows = await db
    .select({
      ...{ week: answers.week, topic: answers.topic, language: answers.language },
      agent: answers.agent,
      answered: sql<number>`count(*)::int`,
      solved: sql<number>`(count(*) filter (where ${answers.counted}))::int`
    })
    .from(answers)
    .groupBy(
      sql`grouping sets ((${answers.week}), (${answers.topic}), (${answers.language}), (${answers.agent}))`
    )
    .orderBy(answers.week, answers.topic, answers.language, answers.agent)
  return rows
}

const cellsOf = (counts: readonly Count[], by: Division): SatisfactionCell[] =>
  counts.flatMap(({ [by]: key, answered, solved }) =>
    key === null ? [] : [{ key, answered, solved }]
  )

async function named(ctx: Context, cells: SatisfactionCell[]): Promise<SatisfactionCell[]> {
  const ids = cells.flatMap(({ key }) => (key === null ? [] : Number(key)))
  const names = await usernamesOf(ctx, ids)
  return cells.map((cell) => ({ ...cell, key: names.get(Number(cell.key)) ?? null }))
}
