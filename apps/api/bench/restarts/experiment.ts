import { balance, type Balance } from './balance.ts'
import { post, watch, type Answered, type Posting, type Watch } from './load.ts'
import type { Way } from './outside-postgres.ts'
import type { Scene } from './scene.ts'
import { until } from './until.ts'

/** The outcome of one restart under load. */
export type Restart = {
  /** Whether all nodes are still running. */
  survived: boolean
  /** Failed requests for a cached page. */
  keptFailed: number
  /** Answers to all other requests while the database was unreachable. */
  others: Answered[]
  /** Statuses of `/readyz` meanwhile. */
  readiness: number[]
  /** Milliseconds from the return of the database to the first acknowledged reply. */
  recoveredMs: number
}

export type Experiment = {
  restart(way: Way): Promise<Restart>
  /** Ends the load, waits for the jobs and counts. */
  finish(): Promise<Balance>
}

type Load = { kept: Watch; ready: Watch; rendered: Watch[]; postings: Posting[] }

const posters = 6
// Seconds of work between restarts.
const betweenRestarts = 6

/**
 * Puts the first node under load: a cached page, searches in two languages, and members who reply.
 */
export async function startExperiment(scene: Scene): Promise<Experiment> {
  const { origin, cookies } = scene
  const threadId = await openThread(scene, 'A thread that many answer')
  const keptId = await openThread(scene, 'A thread that nobody answers')
  let turn = 0
  const anywhere = () => `/search?q=deposit+${(turn += 1)}`
  const load: Load = {
    kept: watch(origin, () => `/t/${keptId}`, 40),
    ready: watch(origin, () => '/readyz', 50),
    rendered: [watch(origin, anywhere, 150), watch(origin, anywhere, 150, 'zh-CN')],
    postings: cookies.slice(0, posters).map((cookie, seed) => post(origin, threadId, cookie, seed))
  }
  await until('replies are acknowledged', async () => acknowledgedBy(load).length > betweenRestarts)
  return {
    async restart(way) {
      // A page that was begun before a post is not cached.
      await quietly(load.postings, () => untilKept(scene, keptId))
      return restart(scene, load, way)
    },
    async finish() {
      const all = [load.kept, load.ready, ...load.rendered, ...load.postings]
      await Promise.all(all.map((one) => one.stop()))
      return balance(scene, threadId, acknowledgedBy(load))
    }
  }
}

async function restart(scene: Scene, load: Load, way: Way): Promise<Restart> {
  const begun = performance.now()
  await scene.restart(way)
  const back = performance.now()
  const before = acknowledgedBy(load).length
  const survived = () => scene.nodes.every((node) => node.lives())
  const posted = (count: number) =>
    until('replies are acknowledged again', async () => {
      return acknowledgedBy(load).length >= before + count || !survived()
    })
  await posted(1)
  const recoveredMs = performance.now() - back
  const meanwhile = ({ answers }: Watch) => answers.filter(({ at }) => at > begun && at < back)
  const statistics = {
    keptFailed: meanwhile(load.kept).filter(({ status }) => status !== 200).length,
    others: [...load.rendered, ...load.postings].flatMap(meanwhile),
    readiness: meanwhile(load.ready).map(({ status }) => status)
  }
  await posted(betweenRestarts)
  return { survived: survived(), recoveredMs, ...statistics }
}

const acknowledgedBy = ({ postings }: Load) => postings.flatMap((one) => one.acknowledged)

/** Runs `work` while no post is being sent. */
async function quietly(postings: Posting[], work: () => Promise<unknown>) {
  await Promise.all(postings.map((posting) => posting.pause()))
  await work()
  for (const posting of postings) posting.goOn()
}

/** Requests a page until it comes from the cache. */
const untilKept = (scene: Scene, threadId: number) =>
  until('a page is kept', async () => {
    const before = await hits(scene)
    await (await fetch(`${scene.origin}/t/${threadId}`)).text()
    return (await hits(scene)) > before
  })

async function hits({ metrics }: Scene) {
  const text = await (await fetch(`${metrics}/metrics`)).text()
  return Number(/^stoa_page_cache_hits_total (\d+)$/m.exec(text)?.[1])
}

/** Opens a thread as the last member. @returns its id */
export async function openThread(
  { origin, cookies }: Pick<Scene, 'origin' | 'cookies'>,
  title: string
): Promise<number> {
  const answer = await fetch(`${origin}/api/v1/threads`, {
    method: 'POST',
    headers: { cookie: cookies.at(-1) ?? '', origin, 'content-type': 'application/json' },
    body: JSON.stringify({ categoryId: 1, kind: 'discussion', title, body: title })
  })
  if (answer.status !== 201) throw new Error(await answer.text())
  return ((await answer.json()) as { id: number }).id
}
