import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ForumScene, Measurements } from './measurements.ts'
import { addressOf } from './requests.ts'

const count = 500

/** What open streams add, after as many were closed that left compiled code and sessions behind. */
export async function liveStreams(scene: ForumScene): Promise<Measurements> {
  await memoryWithStreams(scene)
  const without = await scene.forum.memory()
  return { [`MB of ${count} streams`]: (await memoryWithStreams(scene)) - without }
}

async function memoryWithStreams({ forum, sessionIds }: ForumScene): Promise<number> {
  const streams = await openStreams(forum.origin, sessionIds.slice(0, count))
  await sleep(1000)
  const memory = await forum.memory()
  streams.close()
  await sleep(1000)
  return memory
}

/** Opens a live stream for each session, from an address of its own. */
async function openStreams(origin: string, sessionIds: readonly string[]) {
  const agent = new Agent({ keepAlive: true })
  for (const [index, sessionId] of sessionIds.entries()) {
    const headers = { cookie: `stoa_session=${sessionId}`, 'x-forwarded-for': addressOf(index) }
    const request = get(`${origin}/api/v1/live?topics=inbox`, { agent, headers })
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    if (answer.statusCode !== 200)
      throw new Error(`A live stream was answered ${answer.statusCode}.`)
    answer.on('error', () => {}).resume()
  }
  return { close: () => agent.destroy() }
}
