import type { Measurements, ForumScene } from './measurements.ts'
import { measure, sendOne, type NextRequest } from './load.ts'
import { as, reply, sequence, votes } from './requests.ts'

const votesPerSecond = 20
const votesPerReply = 4

/**
 * Measures reading while others write 5 replies and 20 votes a second in the threads that are read.
 * What the writes cost counts as well.
 */
export async function whileWriting(scene: ForumScene, next: NextRequest): Promise<Measurements> {
  const writing = startWriting(scene)
  const measured = await measure(scene.forum, next).finally(() => writing.stop())
  return { ...measured, failed: (measured['failed'] ?? 0) + (await writing.failed()) }
}

function startWriting({ origin, facts, sessionIds }: ForumScene) {
  const { threads } = facts
  const vote = as(sessionIds, votes(facts, sessionIds.length))
  const answer = as(
    sessionIds,
    sequence((index) => reply(threads[index % threads.length] ?? ''))
  )
  const sent: Promise<boolean>[] = []
  const isSent = (next: NextRequest) =>
    sendOne(origin, next()).then(
      () => true,
      () => false
    )
  let ticks = 0
  const timer = setInterval(() => {
    sent.push(isSent(vote))
    ticks += 1
    if (ticks % votesPerReply === 0) sent.push(isSent(answer))
  }, 1000 / votesPerSecond)
  return {
    stop: () => clearInterval(timer),
    failed: async () => (await Promise.all(sent)).filter((isSent) => !isSent).length
  }
}
