import { drizzle } from 'drizzle-orm/postgres-js'
import type { Context } from '@stoa/core'
import type { TestForum } from './forum.ts'

type Statement = { text: string; values: unknown[] }
type Node = {
  'Node Type': string
  'Actual Loops': number
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: Node[]
}

/** The tables that PostgreSQL scans sequentially, and the indexes that it uses. */
export type Reading = { through: string[]; indexes: string[] }

/** The query plans of all statements of `act`. Parts that were not executed are left out. */
export async function readingOf(
  { connection: { sql } }: TestForum,
  context: Context,
  act: (ctx: Context) => Promise<unknown>
): Promise<Reading> {
  const statements: Statement[] = []
  const logQuery = (text: string, values: unknown[]) => void statements.push({ text, values })
  const db = drizzle(sql, { casing: 'snake_case', logger: { logQuery } })
  await act({ ...context, db })
  const nodes: Node[] = []
  for (const { text, values } of statements.filter(reads)) {
    const [row] = await sql.unsafe(`explain (analyze, format json) ${text}`, values as never[])
    nodes.push(...nodesOf(row?.['QUERY PLAN'][0].Plan))
  }
  const scans = nodes.filter((node) => node['Node Type'] === 'Seq Scan')
  return { through: namesOf(scans, 'Relation Name'), indexes: namesOf(nodes, 'Index Name') }
}

const reads = ({ text }: Statement) => /^\s*(select|with)\b/i.test(text)

const nodesOf = (node: Node): Node[] =>
  node['Actual Loops'] === 0 ? [] : [node, ...(node.Plans ?? []).flatMap(nodesOf)]

const namesOf = (nodes: Node[], key: 'Relation Name' | 'Index Name') => [
  ...new Set(nodes.flatMap((node) => node[key] ?? []))
]
