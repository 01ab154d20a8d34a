import type { Context } from '@stoa/core'
import { namesOf, nodesOf, plansOf } from '../bench/plans.ts'
import type { TestForum } from './forum.ts'

/** The tables that PostgreSQL scans sequentially, and the indexes that it uses. */
export type Reading = { through: string[]; indexes: string[] }

/** The query plans of all statements of `act`. Parts that were not executed are left out. */
export async function readingOf(
  { connection }: TestForum,
  context: Context,
  act: (ctx: Context) => Promise<unknown>
): Promise<Reading> {
  const plans = await plansOf(connection, context, act)
  const nodes = plans.flatMap(({ Plan }) => nodesOf(Plan))
  const scans = nodes.filter((node) => node['Node Type'] === 'Seq Scan')
  return { through: namesOf(scans, 'Relation Name'), indexes: namesOf(nodes, 'Index Name') }
}
