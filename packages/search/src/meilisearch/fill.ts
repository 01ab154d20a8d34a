import { and, lte } from 'drizzle-orm'
import type { EnqueuedTaskPromise } from 'meilisearch'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/tables'
import { isKept } from '../documents.ts'
import { inBatches } from '../index-posts.ts'
import { advance, buildingName } from './positions.ts'
import { buildTaskWithin, done, type Server } from './server.ts'
import type { IndexState } from './state.ts'
import { inParts, send, type Part } from './write.ts'

/** Receives the number of finished posts and the total. What it throws ends the build. */
export type Progress = (done: number, total: number) => void

/** An index that is being built, and what it says of itself. */
export type Started = { uid: string; state: IndexState; until: number }

/** Tasks that the server has before the first of them is awaited. */
const tasksAhead = 3

type Sent = Part & { task: EnqueuedTaskPromise }

/** Sends all posts to the index. @returns their number */
export async function fill(
  context: () => Context,
  server: Server,
  { uid, state, until }: Started,
  progress: Progress
): Promise<number> {
  const { db } = context()
  const total = await db.$count(posts, isKept)
  let count = await db.$count(posts, and(isKept, lte(posts.id, until)))
  progress(count, total)
  const finish = async ({ task, lastId, count: more }: Sent) => {
    await done(server, task, buildTaskWithin)
    await advance(db, buildingName(), { builtUntil: lastId })
    progress((count += more), total)
  }
  const sent: Sent[] = []
  for await (const part of inParts(inBatches(db, undefined, until))) {
    const at = { ...state, builtUntil: part.lastId, at: context().now }
    const task = send(server, uid, part.lines, at)
    await task
    sent.push({ ...part, task })
    const [first] = sent.length === tasksAhead ? sent.splice(0, 1) : []
    if (first) await finish(first)
  }
  for (const one of sent) await finish(one)
  return count
}
