import type { Readable } from 'node:stream'
import type { Client, TestAnswer, TestForum } from '../forum.ts'
import { sendForm } from '../uploads/sending.ts'
import { addressOf, everyEndpoint, rows, type Call } from './rows.ts'

export type Answered = Pick<TestAnswer, 'status' | 'headers' | 'text'>

const byName = new Map(everyEndpoint)

/** Returns the endpoint with this name, or throws. */
export function endpointNamed(name: string) {
  const endpoint = byName.get(name)
  if (!endpoint) throw new Error(`no endpoint ${name}`)
  return endpoint
}

const log = { name: 'log.txt', bytes: Buffer.from('Deposit not credited.') }

/** Sends a call as the client, with a file if the endpoint takes one. */
export async function send(
  forum: TestForum,
  client: Client,
  name: string,
  call: Call
): Promise<Answered> {
  const endpoint = endpointNamed(name)
  const url = `/api/v1${addressOf(endpoint, call)}`
  const { name: fileName, bytes } = call.file ?? log
  if (endpoint.fileBytes !== undefined) return sendForm(client, {}, fileName, bytes, url)
  if (rows[name]?.streams) return open(forum, client, url)
  return client.inject({
    method: endpoint.method,
    url,
    ...(call.headers && { headers: call.headers }),
    ...(call.body && { payload: call.body })
  })
}

/** Reads only the head of an endless response; a refusal is read completely. */
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
