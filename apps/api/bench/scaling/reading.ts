import { connect } from '@stoa/core/database'
import { searchSettings } from '@stoa/search'
import type { Forum } from '../../src/forum.ts'
import { namesOf, nodesOf, plansOf, type Plan, type PlanNode } from '../plans.ts'
import type { Filled } from './filled.ts'
import { hotQueries, type QueryName } from './hot-queries.ts'

const manyRows = 1_000

/** How PostgreSQL executed the statements of one query, when it had executed them before. */
export type Reading = {
  name: QueryName
  statements: number
  indexes: string[]
  /** Tables with many rows that were read as a whole. */
  scanned: string[]
  /** Blocks of 8 KB that were in PostgreSQL's memory, and that were not. */
  hit: number
  read: number
  ms: number
}

export async function readPlans(forum: Forum, { url }: Filled): Promise<Reading[]> {
  const searching = connect({ url }, { max: 1, settings: searchSettings })
  const readings: Reading[] = []
  for (const { name, actor, searches, act } of await hotQueries(forum)) {
    const connection = searches ? searching : forum.connection
    const plans = await plansOf(connection, { ...forum.context(), actor }, act, { isWarm: true })
    readings.push({ name, ...readingOf(plans) })
  }
  await searching.close()
  return readings
}

function readingOf(plans: Plan[]): Omit<Reading, 'name'> {
  const nodes = plans.flatMap((plan) => nodesOf(plan.Plan))
  const sum = (value: (plan: Plan) => number) =>
    plans.reduce((total, plan) => total + value(plan), 0)
  return {
    statements: plans.length,
    indexes: namesOf(nodes, 'Index Name'),
    scanned: namesOf(nodes.filter(isLongScan), 'Relation Name'),
    hit: sum(({ Plan }) => Plan['Shared Hit Blocks']),
    read: sum(({ Plan }) => Plan['Shared Read Blocks']),
    ms: sum((plan) => plan['Planning Time'] + plan['Execution Time'])
  }
}

const isLongScan = (node: PlanNode) =>
  node['Node Type'] === 'Seq Scan' &&
  node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) >= manyRows
