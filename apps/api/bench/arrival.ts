import { setTimeout as sleep } from 'node:timers/promises'
import { ask, sendOne } from './load.ts'
import { spreadOf, type ForumScene, type Measurements } from './measurements.ts'
import { newThreads, reply } from './requests.ts'

const trials = 40
const lookEvery = 10

/**
 * How long after it was sent a reply to a forum at rest is in the bell of the asker, and how long
 * until a search finds it.
 */
export async function arrival(scene: ForumScene): Promise<Measurements> {
  const bell: number[] = []
  const search: number[] = []
  for (let trial = 0; trial < trials; trial += 1) {
    const { id, sent } = await replied(scene, trial)
    bell.push(await until(() => isInBell(scene, trial, id), sent))
    search.push(await until(() => isFound(scene, trial), sent))
    await scene.forum.usage()
  }
  return { ...figures('bell', bell), ...figures('search', search) }
}

/** Members ask and answer by turns, because of their limits. Returns the thread's id. */
async function replied({ origin, forum, sessionIds }: ForumScene, trial: number) {
  const asked = { ...newThreads()(), sessionId: sessionIds[trial] }
  const { id } = await ask<{ id: number }>(origin, asked)
  await forum.usage()
  const sent = performance.now()
  const body = { body: `The answer is ${wordOf(trial)}.` }
  await sendOne(origin, { ...reply(`/t/${id}`), body, sessionId: sessionIds[1000 + trial] })
  return { id, sent }
}

const run = Math.random().toString(36).slice(2, 8)
const wordOf = (trial: number) => `word${run}${trial}`

async function isInBell({ origin, sessionIds }: ForumScene, trial: number, threadId: number) {
  const asker = { path: '/api/v1/notifications?unread=true', sessionId: sessionIds[trial] }
  const { items } = await ask<{ items: { url: string }[] }>(origin, asker)
  return items.some(({ url }) => url.startsWith(`/t/${threadId}/`))
}

async function isFound({ origin, sessionIds }: ForumScene, trial: number) {
  const path = `/api/v1/search?q=${wordOf(trial)}`
  const { items } = await ask<{ items: object[] }>(origin, { path, sessionId: sessionIds[2000] })
  return items.length > 0
}

/** Milliseconds from a start until something holds. */
async function until(holds: () => Promise<boolean>, start: number): Promise<number> {
  while (!(await holds())) await sleep(lookEvery)
  return performance.now() - start
}

const figures = (place: string, times: number[]): Measurements => ({
  [`ms to ${place}`]: spreadOf(times).median,
  [`ms to ${place}, longest`]: spreadOf(times).max
})
