import type { Context } from '@stoa/core'
import type { Connection } from '@stoa/core/database'
import { searchEndpoints } from '@stoa/search'
import { searchQuery } from '@stoa/search/contract'
import { queryClasses, type Asked } from './queries.ts'

export type ClassStatistics = {
  name: string
  p50: number
  p95: number
  p99: number
  /** Share of the queries that found something. */
  found: number
  /** Share of the searches that Meilisearch answered. */
  byServer: number
}

/** Measures each class of queries in milliseconds, one query after the other. */
export async function measureClasses(ctx: Context, connection: Connection) {
  const statistics: ClassStatistics[] = []
  for (const { name, queries } of await queryClasses(connection)) {
    const [warm] = queries
    if (warm) await ask(ctx, warm)
    statistics.push(await measure(ctx, name, queries))
  }
  return statistics
}

async function measure(ctx: Context, name: string, queries: Asked[]): Promise<ClassStatistics> {
  const times: number[] = []
  let [found, byServer] = [0, 0]
  for (const query of queries) {
    const began = performance.now()
    const { items, engine } = await ask(ctx, query)
    times.push(performance.now() - began)
    if (items.length > 0) found += 1
    if (engine === 'meilisearch') byServer += 1
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  const shares = { found: found / queries.length, byServer: byServer / queries.length }
  return { name, p50: at(0.5), p95: at(0.95), p99: at(0.99), ...shares }
}

type Answer = { items: unknown[]; engine?: string }

async function ask(ctx: Context, { suggest, ...query }: Asked): Promise<Answer> {
  const answer = suggest
    ? await searchEndpoints.suggestions.handle(ctx, { q: query.q ?? '' })
    : await searchEndpoints.search.handle(ctx, searchQuery.parse(query))
  return answer as Answer
}
