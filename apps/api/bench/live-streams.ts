import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { addressOf } from './requests.ts'

/** Opens a live stream for each session, from an address of its own. */
export async function openStreams(origin: string, sessionIds: readonly string[]) {
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
