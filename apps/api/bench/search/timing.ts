import type { Context } from '@stoa/core'
import type { Connection } from '@stoa/core/database'
import { searchEndpoints } from '@stoa/search'
import { searchQuery } from '@stoa/search/contract'
import { queryClasses, type Asked } from './queries.ts'

export type ClassStatistics = { name: string; p50: number; p95: number; p99: number; found: number }

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
  let found = 0
  for (const query of queries) {
    const began = performance.now()
    if ((await ask(ctx, query)) > 0) found += 1
    times.push(performance.now() - began)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return { name, p50: at(0.5), p95: at(0.95), p99: at(0.99), found: found / queries.length }
}

async function ask(ctx: Context, { suggest, ...query }: Asked): Promise<number> {
  const answer = suggest
    ? await searchEndpoints.suggestions.handle(ctx, { q: query.q ?? '' })
    : await searchEndpoints.search.handle(ctx, searchQuery.parse(query))
  return (answer as { items: unknown[] }).items.length
}
