import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './load.ts'
import { spreadOf, type ForumScene, type Measurements } from './measurements.ts'
import { newThreads, reply } from './requests.ts'

const times = 40
const pollEvery = 5

type Answer = { id: number }
type List = { items: { id?: number }[] }

/** How long after an answer it is in the asker's bell and in search, while nothing else happens. */
export async function freshness(scene: ForumScene): Promise<Measurements> {
  const bell: number[] = []
  const search: number[] = []
  for (let done = 0; done < times; done += 1) {
    const [toBell = NaN, toSearch = NaN] = await answerOnce(scene, done)
    bell.push(toBell)
    search.push(toSearch)
  }
  return {
    'ms to the bell': spreadOf(bell).median,
    'ms to the bell at most': Math.max(...bell),
    'ms to search': spreadOf(search).median,
    'ms to search at most': Math.max(...search)
  }
}

async function answerOnce({ forum, origin, sessionIds }: ForumScene, index: number) {
  const [asker = '', helper = ''] = sessionIds.slice(2 * index)
  const thread = await ask<Answer>(origin, { ...newThreads()(), sessionId: asker })
  await forum.usage()
  // Not the number of unread ones, which is counted up to 100.
  const newest = async () =>
    (await ask<List>(origin, { path: '/api/v1/notifications', sessionId: asker })).items[0]?.id
  const before = await newest()
  const word = ` zq${Math.random().toString(36).slice(2)}`
  const path = `/api/v1/search?q=${word.trim()}`
  const sent = performance.now()
  await ask(origin, { ...reply(`/t/${thread.id}`, word), sessionId: helper })
  const isFound = async () => (await ask<List>(origin, { path, sessionId: asker })).items.length > 0
  const isInBell = async () => (await newest()) !== before
  return Promise.all([isInBell, isFound].map((holds) => millisecondsUntil(holds, sent)))
}

async function millisecondsUntil(holds: () => Promise<boolean>, begun: number): Promise<number> {
  while (!(await holds())) await sleep(pollEvery)
  return performance.now() - begun
}
