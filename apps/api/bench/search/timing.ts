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
  /** Share of the searches that Meilisearch answered; suggestions do not say who did. */
  byServer: number | undefined
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

type Answered = Answer & { milliseconds: number }

async function measure(ctx: Context, name: string, queries: Asked[]): Promise<ClassStatistics> {
  const answered: Answered[] = []
  for (const query of queries) {
    const began = performance.now()
    const answer = await ask(ctx, query)
    answered.push({ ...answer, milliseconds: performance.now() - began })
  }
  return { name, ...statisticsOf(answered) }
}

function statisticsOf(answered: Answered[]): Omit<ClassStatistics, 'name'> {
  const times = answered.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  const share = (which: (answer: Answer) => boolean) =>
    answered.filter(which).length / answered.length
  return {
    ...{ p50: at(0.5), p95: at(0.95), p99: at(0.99) },
    found: share(({ items }) => items.length > 0),
    byServer: answered.some(({ engine }) => engine)
      ? share(({ engine }) => engine === 'meilisearch')
      : undefined
  }
}

type Answer = { items: unknown[]; engine?: string }

async function ask(ctx: Context, { suggest, ...query }: Asked): Promise<Answer> {
  const answer = suggest
    ? await searchEndpoints.suggestions.handle(ctx, { q: query.q ?? '' })
    : await searchEndpoints.search.handle(ctx, searchQuery.parse(query))
  return answer as Answer
}
