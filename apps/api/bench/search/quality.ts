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
import { articlePaths } from './demo-articles.ts'
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

type Hit = { kind: string; title: string }

/**
 * Searches every labelled query for threads as a guest of the demo community, in the query's
 * language. Articles, which the labels do not know, are left out of what is found.
 */
export const judge = (forum: Forum): Promise<Judged[]> =>
  judgeBy(forum, readLabels(), async (ctx, q) =>
    (await look(ctx, q)).filter(({ kind }) => kind !== 'article').map(keyOfThread)
  )

/** The same for articles. Threads stay among what is found: an article has to stand above them. */
export async function judgeArticles(forum: Forum): Promise<Judged[]> {
  const paths = await articlePaths()
  return judgeBy(forum, readLabels('labelled-articles.txt'), async (ctx, q) =>
    (await look(ctx, q)).map(({ title }) => paths.get(title) ?? title)
  )
}

/** `first` is the place of the first right result, from 1; 0 if there is none. */
export type JudgedWords = Judged & { isKept: boolean; first: number; ledByScam: boolean }

const scams = new Set([
  ...demoThreads.filter(({ category }) => category === 'scams').map(({ key }) => key),
  ...['scams/call-from-harbor', 'scams/is-it-official', 'blog/twenty-minutes-on-the-phone']
])

/** The same for threads and articles together, asked for in other words than theirs. */
export async function judgeWords(forum: Forum): Promise<JudgedWords[]> {
  const paths = await articlePaths()
  const judged = await judgeBy(forum, readLabels('labelled-words.txt'), async (ctx, q) =>
    (await look(ctx, q)).map((hit) => paths.get(hit.title) ?? keyOfThread(hit))
  )
  return judged.map((one) => ({
    ...one,
    isKept: one.group.endsWith('kept from tuning'),
    first: 1 + one.found.findIndex((key) => one.grades.get(key) === 2),
    ledByScam: scams.has(one.found[0] ?? '')
  }))
}

type Look = (ctx: Context, q: string) => Promise<string[]>

async function judgeBy(forum: Forum, labels: Labelled[], keysOf: Look): Promise<Judged[]> {
  const ctx = { ...forum.context(), actor: guest }
  const judged: Judged[] = []
  for (const labelled of labels) {
    const found = await keysOf({ ...ctx, locale: labelled.locale }, labelled.query)
    const { grades } = labelled
    judged.push({ ...labelled, found, ndcg: ndcg(found, grades), recall: recall(found, grades) })
  }
  return judged
}

const keys = new Map(demoThreads.map(({ key, title, retitled }) => [retitled?.title ?? title, key]))
const keyOfThread = ({ title }: Hit) => keys.get(title) ?? title

async function look(ctx: Context, q: string): Promise<Hit[]> {
  const answer = await searchEndpoints.search.handle(ctx, searchQuery.parse({ q }))
  return (answer as { items: Hit[] }).items
}
