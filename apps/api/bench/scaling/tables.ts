import type { Cost, Kind } from './measuring.ts'
import { kinds } from './measuring.ts'
import { parts } from './layouts.ts'
import type { Reading } from './reading.ts'
import type { Sizes } from './sizes.ts'
import type { Machine, Words } from './words.ts'

/** Everything that is measured, by the marker of its place in a document. */
export type Measured = { costs: Cost[]; sizes: Sizes; readings: Reading[]; machine: Machine }

const tenMillion = 10_000_000

/** The parts of a document in Markdown, by their marker. */
export function sectionsOf(measured: Measured, words: Words): Record<string, string> {
  const { costs, sizes, readings, machine } = measured
  return {
    machine: words.measuredOn(machine),
    layouts: table(words.layoutHead, 2, layoutRows(costs, words)),
    capacity: table(words.capacityHead, 1, capacityRows(costs, words)),
    tables: table(words.tableHead, 1, tableRows(sizes, words)),
    indexes: table(words.indexHead, 1, indexRows(sizes)),
    plans: table(words.planHead, 1, planRows(readings, words), 5)
  }
}

/** @param from the first column of numbers, which are aligned right, until the column `to` */
function table(head: string[], from: number, rows: string[][], to = head.length): string {
  const rule = head.map((_, column) => (column >= from && column < to ? '--:' : '---'))
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const costOf = (costs: Cost[], kind: Kind, layout: Cost['layout']) =>
  costs.find((cost) => cost.kind === kind && cost.layout === layout)

const together = (cost: Cost | undefined) =>
  parts.reduce((sum, part) => sum + (cost?.cpu[part] ?? NaN), 0)

function layoutRows(costs: Cost[], words: Words): string[][] {
  return costs.map((cost) => {
    const one = costOf(costs, cost.kind, 'one')
    const failed = cost.failed > 0 ? ` (${cost.failed} failed)` : ''
    return [
      words.kinds[cost.kind],
      words.layouts[cost.layout],
      `${(cost.rate / (one?.rate ?? NaN)).toFixed(2)}${failed}`,
      ...parts.map((part) => (cost.cpu[part] > 0 ? cost.cpu[part].toFixed(2) : '–')),
      (together(cost) / together(one)).toFixed(2)
    ]
  })
}

/** By the processor time of one node alone: what two of them add is in the other table. */
const capacityRows = (costs: Cost[], words: Words): string[][] =>
  kinds.map((kind) => {
    const { nodes = NaN, postgres = NaN } = costOf(costs, kind, 'one')?.cpu ?? {}
    const ratio = nodes / postgres
    return [
      words.kinds[kind],
      whole(1000 / nodes),
      whole(1000 / postgres),
      ratio.toFixed(ratio < 10 ? 1 : 0)
    ]
  })

const whole = (number: number) =>
  Number.isFinite(number) ? Number(number.toPrecision(2)).toLocaleString('en') : '–'

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0)
const perPost = (bytes: number, { posts }: Sizes) => (bytes / posts).toFixed(0)

function tableRows(sizes: Sizes, { wholeDatabase }: Words): string[][] {
  const later = (bytes: number) => (((bytes / sizes.posts) * tenMillion) / 1e9).toFixed(1)
  const both = (bytes: number) => [perPost(bytes, sizes), later(bytes)]
  return [
    ...sizes.tables.map(({ name, table, indexes }) => [
      `\`${name}\``,
      ...[megabytes(table), megabytes(indexes), ...both(table + indexes)]
    ]),
    [wholeDatabase, megabytes(sizes.database), '', ...both(sizes.database)]
  ]
}

const indexRows = (sizes: Sizes): string[][] =>
  sizes.indexes.map(({ name, size }) => [`\`${name}\``, megabytes(size), perPost(size, sizes)])

const planRows = (readings: Reading[], words: Words): string[][] =>
  readings.map(({ name, statements, ms, hit, read, indexes, scanned }) => [
    words.queries[name],
    String(statements),
    ms.toFixed(1),
    ...[hit, read].map((blocks) => blocks.toLocaleString('en')),
    ...[indexes, scanned].map((names) => names.map((one) => `\`${one}\``).join(', ') || '–')
  ])
