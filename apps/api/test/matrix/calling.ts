import type { Readable } from 'node:stream'
import type { Client, TestAnswer, TestForum } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'
import { addressOf, everyEndpoint, rows, type Call } from './rows.ts'

export type Answered = Pick<TestAnswer, 'status' | 'headers' | 'text'>

const byName = new Map(everyEndpoint)

/** The endpoint of this name; throws where there is none. */
export function endpointNamed(name: string) {
  const endpoint = byName.get(name)
  if (!endpoint) throw new Error(`no endpoint ${name}`)
  return endpoint
}

/** Sends the call of an endpoint as the client, a file with it where the endpoint takes one. */
export async function send(
  forum: TestForum,
  client: Client,
  name: string,
  call: Call
): Promise<Answered> {
  const endpoint = endpointNamed(name)
  if (endpoint.fileBytes !== undefined)
    return sendFile(client, 'log.txt', Buffer.from('Deposit not credited.'))
  const url = `/api/v1${addressOf(endpoint, call)}`
  if (rows[name]?.streams) return open(forum, client, url)
  return client.inject({
    method: endpoint.method,
    url,
    ...(call.headers && { headers: call.headers }),
    ...(call.body && { payload: call.body })
  })
}

/** Waits for the head of an answer that has no end; a refusal is read whole. */
async function open({ app, origin }: TestForum, client: Client, url: string): Promise<Answered> {
  const { host } = new URL(origin)
  const headers = { host, origin, ...client.headers }
  const response = await app.inject({ method: 'GET', url, headers, payloadAsStream: true })
  const { statusCode: status, headers: answered } = response
  const stream = response.stream()
  if (status === 200) stream.destroy()
  return { status, headers: answered, text: status === 200 ? '' : await textOf(stream) }
}

async function textOf(stream: Readable): Promise<string> {
  const chunks = (await stream.toArray()) as Buffer[]
  return Buffer.concat(chunks).toString()
}
