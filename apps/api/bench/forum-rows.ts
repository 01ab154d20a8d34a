import { start } from './child.ts'
import { bareName, type Measurements, type ForumScene, type Row } from './measurements.ts'
import { measure, send, type NextRequest } from './load.ts'
import {
  byTurns,
  as,
  categories,
  newThreads,
  replies,
  searches,
  strangers,
  votes
} from './requests.ts'
import { fileReaders } from './file-readers.ts'
import { liveStreams } from './live-streams.ts'
import { htmlBytes, firstView } from './page-weight.ts'
import { phonePictures } from './phone-pictures.ts'
import { burst, alone } from './effect-costs.ts'
import { freshness } from './freshness.ts'
import { whileWriting } from './while-writing.ts'

type ForumRow = Row<ForumScene>
type Requests = (scene: ForumScene) => NextRequest

const load = (name: string, requests: Requests): ForumRow => ({
  name,
  measure: (scene) => measure(scene.forum, requests(scene))
})

// Few enough that all of them are in memory, as the members of one hour are.
const readers = 300
const reader = ({ sessionIds }: ForumScene) => sessionIds.slice(0, readers)

/** A row whose requests are those of 300 members by turns. */
const read = (name: string, requests: Requests): ForumRow =>
  load(name, (scene) => as(reader(scene), requests(scene)))

/** A row whose requests are those of all members, because each may write little in a minute. */
const write = (name: string, requests: Requests): ForumRow =>
  load(name, (scene) => as(scene.sessionIds, requests(scene)))

/** The rows that are measured on one running forum, in order. */
export const forumRows: ForumRow[] = [
  { name: bareName, measure: bare },
  load('guest thread page', ({ facts }) => byTurns(facts.threads)),
  load('guest thread page, not kept', ({ facts }) => strangers(facts)),
  load('guest article page', ({ facts }) => byTurns(facts.articles)),
  load('guest category page', () => byTurns(categories)),
  read('signed-in thread page', ({ facts }) => byTurns(facts.threads)),
  { name: 'signed-in thread page, back after a minute', measure: returning },
  read('signed-in category page', () => byTurns(categories)),
  read('signed-in home', () => byTurns(['/'])),
  { name: 'long thread, last page', measure: deepPage },
  {
    name: 'guest thread page while others write',
    measure: (scene) => whileWriting(scene, byTurns(scene.facts.threads))
  },
  {
    name: 'signed-in thread page while others write',
    measure: (scene) => whileWriting(scene, as(reader(scene), byTurns(scene.facts.threads)))
  },
  read('API: read a thread', ({ facts }) =>
    byTurns(facts.threads.map((path) => `/api/v1/threads/${path.slice('/t/'.length)}`))
  ),
  read('search in English', () => searches('English')),
  read('search in Chinese', () => searches('Chinese')),
  write('reply', ({ facts }) => replies(facts)),
  { name: 'replies in a burst of 100', measure: burst },
  { name: 'reply alone', measure: alone },
  { name: 'answer at rest', measure: freshness },
  write('new thread', () => newThreads()),
  write('vote', ({ facts, sessionIds }) => votes(facts, sessionIds.length)),
  { name: 'thread page of 20 posts', measure: htmlBytes },
  { name: 'first view of a thread', measure: firstView(({ threads }) => threads[0]) },
  { name: 'first view of an article', measure: firstView(({ articles }) => articles[0]) },
  { name: 'five screenshots on a phone', measure: phonePictures },
  { name: '40 readers of a 2.9 MB file', measure: fileReaders },
  { name: 'live streams', measure: liveStreams }
]

/** A server that sends the same pages. */
async function bare({ origin, facts: { threads } }: ForumScene): Promise<Measurements> {
  const server = await start('./bare-server.ts', { origin, paths: threads })
  const measured = await measure(server, byTurns(threads.map((_, index) => `/${index}`)))
  await server.stop()
  return measured
}

/** Moves the clock by a minute whenever all readers were here, so that each comes back after one. */
async function returning(scene: ForumScene): Promise<Measurements> {
  const { forum, facts } = scene
  const next = as(reader(scene), byTurns(facts.threads))
  let sent = 0
  const measured = await measure(forum, () => {
    sent += 1
    if (sent % readers === 0) forum.setClock((sent / readers) * 61_000)
    return next()
  })
  forum.setClock(0)
  return measured
}

/** Which end is read in each second: 0 the first page, 1 the last. */
const slices = [0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0] as const

/**
 * Measures the last page, then both ends by turns, a second each: longer runs differ more among
 * themselves than the pages do.
 */
async function deepPage(scene: ForumScene): Promise<Measurements> {
  const { longThread, lastPage } = scene.facts
  const ends = [longThread, `${longThread}?page=${lastPage}`] as const
  const requests = (end: 0 | 1) => as(reader(scene), byTurns([ends[end]]))
  const last = await measure(scene.forum, requests(1))
  const answered: [number, number] = [0, 0]
  let failed = last['failed'] ?? NaN
  for (const end of slices) {
    const sent = await send(scene.origin, requests(end), 1)
    answered[end] += sent['2xx'] / sent.duration
    failed += sent.non2xx + sent.errors
  }
  return { ...last, failed, '× page 1': answered[0] / answered[1] }
}
