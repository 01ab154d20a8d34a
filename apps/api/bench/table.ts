import type { Statistics } from './load.ts'
import type { Starts } from './starting.ts'
import type { PageWeight } from './weights.ts'

type Row = { name: string; statistics: Statistics }
type Whole = Starts & { weight: PageWeight }

const columns = [
  '',
  'req/s',
  '× bare',
  'p50 ms',
  'p99 ms',
  'SQL',
  'SQL of jobs',
  'CPU ms',
  'failed'
]
const round = (value: number, digits: number) => value.toFixed(digits)

/** Prints the table of a run. Only the ratio to bare Fastify is comparable between machines. */
export function printTable(rows: Row[], whole: Whole): void {
  const bare = rows[0]?.statistics.requestsPerSecond ?? 1
  const lines = rows.map(({ name, statistics }) => [
    name,
    round(statistics.requestsPerSecond, 0),
    round(statistics.requestsPerSecond / bare, 2),
    round(statistics.p50, 1),
    round(statistics.p99, 1),
    round(statistics.statements, 1),
    round(statistics.jobStatements, 1),
    round(statistics.cpu, 3),
    String(statistics.failed)
  ])
  process.stdout.write(`${aligned([columns, ...lines])}\n\n${summary(rows, whole)}\n`)
}

function aligned(lines: string[][]): string {
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  const cell = (text: string, at: number) =>
    at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)
  return lines.map((line) => line.map(cell).join('  ')).join('\n')
}

function summary(rows: Row[], { idleBytes, weight, warmMs, commandMs }: Whole): string {
  const [one, deep] = rows.filter(({ name }) => name.startsWith('long thread'))
  const ratio = (one?.statistics.p50 ?? 1) / (deep?.statistics.p50 ?? 1)
  return [
    `deep page against page one: ${round(1 / ratio, 2)} × in p50`,
    `first view of a thread: ${round(weight.bytes / 1024, 1)} KB in ${weight.requests} requests`,
    `warm start with Postgres: ${round(warmMs / 1000, 2)} s; through npm start: ${round(commandMs / 1000, 2)} s`,
    `memory of the idle server process: ${round(idleBytes / 1024 / 1024, 0)} MB`
  ].join('\n')
}
