import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Client } from '../client.ts'
import type { TestForum } from '../forum.ts'

type Message = { topic: string; version: number }
export type Stream = {
  status: number
  text: string
  messages: Message[]
  ended: boolean
  close(): void
}

const open = new Set<Stream>()

/** For `afterEach`. */
export function closeStreams() {
  for (const stream of open) stream.close()
  open.clear()
}

type Node = { address: string; origin: string }

/** Opens a live stream of the node at `address`. Its messages are collected in the result. */
export async function openStream(
  { address, origin }: Node,
  client: Client,
  topics: string,
  more: Record<string, string> = {}
): Promise<Stream> {
  // `fetch` cannot set the Host header.
  const { host } = new URL(origin)
  const asked = get(`${address}/api/v1/live?topics=${topics}`, {
    headers: { ...client.headers, ...more, host }
  })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const stream: Stream = {
    status: answer.statusCode ?? 0,
    text: '',
    messages: [],
    ended: false,
    close: () => asked.destroy()
  }
  open.add(stream)
  follow(answer, stream)
  return stream
}

function follow(answer: IncomingMessage, stream: Stream) {
  answer.setEncoding('utf8')
  answer.on('data', (chunk: string) => {
    stream.text += chunk
    const data = [...stream.text.matchAll(/^data: (.*)$/gm)].map(([, json]) => json ?? '')
    stream.messages = data.map((json) => JSON.parse(json) as Message)
  })
  answer.once('close', () => void (stream.ended = true))
  answer.on('error', () => {})
}

export async function until(condition: () => boolean) {
  for (let tries = 0; tries < 600 && !condition(); tries += 1) await wait(50)
  expect(condition()).toBe(true)
}

/** Waits until no older transaction is open: streams get no events from before their beginning then. */
export async function settled({ connection }: TestForum) {
  for (;;) {
    const [row] = await connection.sql<{ settled: boolean }[]>`
      select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as settled from events`
    if (row?.settled) return
    await wait(20)
  }
}
