import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { guest, type Context } from '@stoa/core'
import { startEmbedded } from '@stoa/embedded-postgres'
import { buildMeilisearch, done, searchEndpoints, type MeilisearchSettings } from '@stoa/search'
import { searchQuery } from '@stoa/search/contract'
import { migrateDatabase } from '../../src/database.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { demoThreads } from '../../src/demo/texts.ts'
import type { Forum } from '../../src/forum.ts'
import { openForum } from '../open-forum.ts'
import { ndcg, recall } from './grading.ts'
import { readLabels, type Labelled } from './labels.ts'

export type Judged = Labelled & { found: string[]; ndcg: number; recall: number }

/**
 * Runs `work` with the demo community in a temporary forum.
 * @param meili the server that searches; without one, PostgreSQL
 */
export async function withDemo<T>(
  meili: MeilisearchSettings | undefined,
  work: (forum: Forum) => Promise<T>
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'stoa-bench-'))
  const embedded = await startEmbedded({ dataDirectory: folder, disposable: true })
  try {
    await migrateDatabase(embedded.target)
    const forum = await openForum({ database: embedded.target, folder, port: 3902, meili }, false)
    await seedDemo(forum.context())
    await buildServer(forum)
    return await work(forum).finally(() => close(forum))
  } finally {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function buildServer({ context, ports: { searchServer } }: Forum) {
  if (searchServer) await buildMeilisearch(context, searchServer, { reason: 'requested' })
}

async function close({ stop, ports: { searchServer } }: Forum) {
  await stop()
  if (searchServer)
    await done(searchServer, searchServer.writing.deleteIndex(searchServer.liveIndex))
}

/** Searches every labelled query as a guest of the demo community, in the query's language. */
export async function judge(forum: Forum): Promise<Judged[]> {
  const ctx = { ...forum.context(), actor: guest }
  const keys = new Map(
    demoThreads.map(({ key, title, retitled }) => [retitled?.title ?? title, key])
  )
  const judged: Judged[] = []
  for (const labelled of readLabels()) {
    const titles = await look({ ...ctx, locale: labelled.locale }, labelled.query)
    const found = titles.map((title) => keys.get(title) ?? title)
    const { grades } = labelled
    judged.push({ ...labelled, found, ndcg: ndcg(found, grades), recall: recall(found, grades) })
  }
  return judged
}

async function look(ctx: Context, q: string): Promise<string[]> {
  const answer = await searchEndpoints.search.handle(ctx, searchQuery.parse({ q }))
  return (answer as { items: { title: string }[] }).items.map(({ title }) => title)
}
