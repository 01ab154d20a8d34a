import type { Row } from './measuring.ts'

export function restartLines(rows: Row[]): string[] {
  const lines = rows.map(cells)
  const widths = head.map((_, at) =>
    Math.max(...[head, ...lines].map((line) => line[at]?.length ?? 0))
  )
  return [head, ...lines].map((line) =>
    line
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
  )
}

const head = [
  'forum',
  'way',
  'survived',
  'kept pages failed',
  'others: statuses',
  'slowest refusal ms',
  'back ms p50',
  'back ms max',
  'acknowledged',
  'lost',
  'twice',
  'undone'
]

function cells({ name, way, restarts, balance }: Row): string[] {
  const others = restarts.flatMap((restart) => restart.others)
  const refused = others.filter(({ status }) => status === 503).map(({ ms }) => ms)
  const back = restarts.map(({ recoveredMs }) => recoveredMs).toSorted((a, b) => a - b)
  const { acknowledged, lost, twice, undone } = balance
  return [
    name,
    way,
    `${restarts.filter(({ survived }) => survived).length}/${restarts.length}`,
    String(restarts.reduce((sum, { keptFailed }) => sum + keptFailed, 0)),
    [...new Set(others.map(({ status }) => status))].sort((a, b) => a - b).join(' '),
    Math.max(0, ...refused).toFixed(0),
    (back[Math.floor(back.length / 2)] ?? NaN).toFixed(0),
    (back.at(-1) ?? NaN).toFixed(0),
    ...[acknowledged, lost, twice, undone].map(String)
  ]
}
