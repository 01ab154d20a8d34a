import type { z } from 'zod'
import { RawAnswer, type Context } from '@stoa/core'
import { csvLine, csvMark } from '@stoa/core/text'
import { categoryNames } from '@stoa/threads'
import type { Chart, statisticsFileQuery, StatisticsOfDays } from './contract.ts'
import { showStatistics } from './show.ts'

type Query = z.infer<typeof statisticsFileQuery>
type Column = [name: string, values: readonly (number | string)[]]

/**
 * The last 30 days as a CSV file: one row per day, with the filters beside it. What is withheld is
 * empty.
 * @throws Problem 404 for a category that the actor may not see
 */
export async function statisticsFile(
  ctx: Context,
  { chart, ...filter }: Query
): Promise<RawAnswer> {
  const found = await showStatistics(ctx, filter)
  const category = await nameOf(ctx, filter.category)
  const columns = columnsOf(found).filter(([of]) => !chart || of === chart)
  const shown = columns.flatMap(([, columns]) => columns)
  const head = ['day', 'category', 'language', ...shown.map(([name]) => name)]
  const rows = found.days.map((day, index) => [
    ...[day, category, filter.language ?? ''],
    ...shown.map(([, values]) => values[index] ?? '')
  ])
  return new RawAnswer(csvMark + [head, ...rows].map(csvLine).join(''), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="statistics-${ctx.now.slice(0, 10)}.csv"`
  })
}

async function nameOf(ctx: Context, slug: string | undefined): Promise<string> {
  const names = [...(await categoryNames(ctx)).values()]
  return names.find((category) => category.slug === slug)?.name ?? ''
}

function columnsOf({ answerTimes, ...found }: StatisticsOfDays): [Chart, Column[]][] {
  const minutes = answerTimes?.values ?? []
  const counts = (name: string, series: { values: number[] } | null): Column => [
    name,
    series?.values ?? []
  ]
  return [
    ['visits', [counts('visits', found.visits)]],
    ['signUps', [counts('sign_ups', found.signUps)]],
    ['questions', [counts('questions', found.questions)]],
    ['answers', [counts('answers', found.answers)]],
    [
      'answerTimes',
      [
        ['median_minutes', minutes.map((times) => times?.median ?? '')],
        ['p90_minutes', minutes.map((times) => times?.p90 ?? '')]
      ]
    ],
    [
      'solved',
      [counts('solved', found.solved), counts('solved_by_members', found.solvedByMembers)]
    ],
    ['escalations', [counts('escalations', found.escalations)]],
    ['searchesWithoutResult', [counts('searches_without_result', found.searchesWithoutResult)]]
  ]
}
