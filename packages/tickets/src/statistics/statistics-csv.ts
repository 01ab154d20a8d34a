import { recordSecurityEvent } from '@stoa/accounts'
import { RawAnswer, type Context } from '@stoa/core'
import { csvLine, csvMark } from '@stoa/core/text'
import { showTicketStatistics } from './statistics.ts'

type Cell = string | number
type Row = [figure: string, of: string, value: Cell]

/** The statistics as a CSV file: one row per value. The download is recorded. */
export async function statisticsAsCsv(ctx: Context, days: number): Promise<RawAnswer> {
  const found = await showTicketStatistics(ctx, days)
  await recordSecurityEvent(ctx, 'export.tickets', { details: { days } })
  const rows = [['figure', 'of', 'value'], ...rowsOf(found)]
  const body = csvMark + rows.map(csvLine).join('')
  const name = `desk-${ctx.now.slice(0, 10)}.csv`
  return new RawAnswer(body, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`
  })
}

type Statistics = Awaited<ReturnType<typeof showTicketStatistics>>

function rowsOf({ volume, backlog, first, resolution, ...rest }: Statistics): Row[] {
  return [
    ...volume.flatMap(({ topic, fromThreads, direct }): Row[] => [
      ['opened_from_threads', topic, fromThreads],
      ['opened_directly', topic, direct]
    ]),
    ...entries('backlog_age', backlog),
    ['backlog', 'overdue', rest.overdue],
    ...first.flatMap(timeRows('first_response')),
    ...resolution.flatMap(timeRows('resolution')),
    ...entries('breaches', rest.breaches),
    ...entries('reopening', rest.reopening),
    ...entries('questions', rest.inPublic)
  ]
}

const entries = (figure: string, values: Record<string, number>) =>
  Object.entries(values).map(([of, value]): Row => [figure, of, value])

const timeRows =
  (figure: string) =>
  ({ topic, count, half, most }: Statistics['first'][number]): Row[] => [
    [`${figure}_tickets`, topic, count],
    [`${figure}_median_minutes`, topic, half],
    [`${figure}_p90_minutes`, topic, most]
  ]
