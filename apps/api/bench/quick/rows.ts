import { builtQueries } from '../built-queries.ts'
import { sendOne, type NextRequest } from '../load.ts'
import type { Measurements, Row } from '../measurements.ts'
import { firstView, htmlBytes } from '../page-weight.ts'
import { as, byTurns, categories, newThreads, replies, votes } from '../requests.ts'
import { ownLines } from './own-lines.ts'
import type { QuickScene } from './scene.ts'

type Requests = (scene: QuickScene) => NextRequest

const threads: Requests = ({ facts }) => byTurns(facts.threads)
const threadsByApi: Requests = ({ facts }) =>
  byTurns(facts.threads.map((path) => `/api/v1${path.replace('/t/', '/threads/')}`))

/** The requests of one member, of whom the forum knows already. */
const member =
  (requests: Requests): Requests =>
  (scene) =>
    as(scene.sessionIds.slice(0, 1), requests(scene))

type Act = (scene: QuickScene) => Promise<unknown>

/** Another member comes first, and finds what all members share expired. */
const passMinute: Act = ({ passMinute, origin, facts, sessionIds }) => {
  passMinute()
  return sendOne(origin, { path: facts.threads[0] ?? '/', sessionId: sessionIds[1] })
}

/** All of it is the same in each run. */
export const quickRows: Row<QuickScene>[] = [
  { name: 'own lines', measure: async () => ownLines() },
  row('guest thread page, not kept', threads),
  // Before anything is written to these threads.
  { name: 'thread page of 20 posts', measure: htmlBytes },
  { name: 'first view of a thread', measure: firstView(({ threads }) => threads[0]) },
  { name: 'first view of an article', measure: firstView(({ articles }) => articles[0]) },
  row('guest article page, not kept', ({ facts }) => byTurns(facts.articles)),
  row('member thread page', member(threads)),
  row('member thread page, back after a minute', member(threads), passMinute),
  row(
    'member category page',
    member(() => byTurns(categories))
  ),
  row(
    'member home',
    member(() => byTurns(['/']))
  ),
  row('API: read a thread', member(threadsByApi)),
  row(
    'reply',
    member(({ facts }) => replies(facts, 0))
  ),
  row('new thread', member(newThreads)),
  row(
    'vote',
    member(({ facts, sessionIds }) => votes(facts, sessionIds.length, 0))
  ),
  { name: 'replies in a burst of 100', measure: (scene) => countFollowing(scene, 100) },
  { name: 'reply alone', measure: (scene) => countFollowing(scene, 1) }
]

const times = 5

/** What a request takes at most, after one that did not count. */
function row(name: string, requests: Requests, before: Act = async () => {}) {
  return {
    name,
    async measure(scene: QuickScene): Promise<Measurements> {
      const next = requests(scene)
      await sendOne(scene.origin, next())
      const all: Counted[] = []
      while (all.length < times) {
        await before(scene)
        all.push(await counted(scene, () => sendOne(scene.origin, next())))
      }
      return {
        SQL: Math.max(...all.map(({ statements }) => statements)),
        built: Math.max(...all.map(({ built }) => built))
      }
    }
  }
}

type Counted = { statements: number; jobStatements: number; built: number }

async function counted({ forum }: QuickScene, act: () => Promise<unknown>): Promise<Counted> {
  const { connection, working } = forum
  const now = (): Counted => ({
    statements: connection.statements(),
    jobStatements: working.statements(),
    built: builtQueries(connection) + builtQueries(working)
  })
  const before = now()
  await act()
  const after = now()
  return {
    statements: after.statements - before.statements,
    jobStatements: after.jobStatements - before.jobStatements,
    built: after.built - before.built
  }
}

/** What follows from each of so many replies. */
async function countFollowing(scene: QuickScene, count: number): Promise<Measurements> {
  const { forum, origin, facts, sessionIds } = scene
  await forum.settle()
  const next = as(sessionIds, replies(facts, 0))
  for (let sent = 0; sent < count; sent += 1) await sendOne(origin, next())
  const { jobStatements, built } = await counted(scene, () => forum.settle())
  return { 'SQL of jobs': jobStatements / count, built: built / count }
}
