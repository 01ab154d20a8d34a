import { drizzle } from 'drizzle-orm/postgres-js'
import type { Context } from '@stoa/core'
import type { Connection } from '@stoa/core/database'
import type { Sql, TransactionSql } from 'postgres'

type Work = (sql: Sql) => Promise<unknown>
type Statement = { text: string; values: unknown[] }

export type PlanNode = {
  'Node Type': string
  'Actual Loops': number
  'Actual Rows': number
  'Rows Removed by Filter'?: number
  'Relation Name'?: string
  'Index Name'?: string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

export type Plan = { Plan: PlanNode; 'Planning Time': number; 'Execution Time': number }

/**
 * Executes `act`, then each statement that it read with once more, and returns their plans.
 * @param options.isWarm executes it twice, and leaves out what it read only at first
 */
export async function plansOf(
  { sql }: Pick<Connection, 'sql'>,
  context: Context,
  act: (ctx: Context) => Promise<unknown>,
  { isWarm = false } = {}
): Promise<Plan[]> {
  const statements: Statement[] = []
  const db = drizzle(recording(sql, statements), { casing: 'snake_case' })
  if (isWarm) await act({ ...context, db })
  statements.length = 0
  await act({ ...context, db })
  const plans: Plan[] = []
  for (const statement of statements.filter(reads)) plans.push(await explained(sql, statement))
  return plans
}

async function explained(sql: Sql, { text, values }: Statement): Promise<Plan> {
  const [row] = await sql.unsafe<Explained[]>(
    `explain (analyze, buffers, format json) ${text}`,
    values as never[]
  )
  const [plan] = row?.['QUERY PLAN'] ?? []
  if (!plan) throw new Error('PostgreSQL has explained nothing.')
  return plan
}

type Explained = { 'QUERY PLAN': Plan[] }

/** Wraps the driver. A logger of drizzle would miss queries that were built for another database. */
function recording(sql: Sql | TransactionSql, statements: Statement[]): Sql {
  const inside = (fn: Work) => (tx: TransactionSql) => fn(recording(tx, statements))
  return {
    options: (sql as Sql).options,
    unsafe(text: string, values: unknown[]) {
      statements.push({ text, values })
      return sql.unsafe(text, values as never[])
    },
    begin: (fn: Work) => (sql as Sql).begin(inside(fn)),
    savepoint: (fn: Work) => (sql as TransactionSql).savepoint(inside(fn))
  } as unknown as Sql
}

const reads = ({ text }: Statement) => /^\s*(select|with)\b/i.test(text)

/** The nodes of a plan that were executed. */
export const nodesOf = (node: PlanNode): PlanNode[] =>
  node['Actual Loops'] === 0 ? [] : [node, ...(node.Plans ?? []).flatMap(nodesOf)]

export const namesOf = (nodes: PlanNode[], key: 'Relation Name' | 'Index Name'): string[] => [
  ...new Set(nodes.flatMap((node) => node[key] ?? []))
]
