import { PassThrough } from 'node:stream'
import { tooMany, type Actor } from '@stoa/core'
import type { Change } from './live-events.ts'
import type { Subscription } from './ports.ts'

const perSubject = 10
const perAddress = 50
const inAll = 5000
const longestBacklog = 64 * 1024
const retryAfterSeconds = 30
const heartbeatEvery = 25_000
/** A stream ends after half an hour; the browser opens it anew and is looked at again. */
const lifetime = 30 * 60_000

export type Stream = {
  actor: Actor
  topics: ReadonlySet<string>
  write(text: string): void
  end(): void
}

/** The open streams of this node. */
export type Streams = {
  readonly size: number
  open(subscription: Subscription): { stream: Stream; output: PassThrough }
  /** Those that listen to a topic. */
  on(topic: string): Stream[]
  /** Ends all streams of a user. */
  end(userId: number): void
  endAll(): void
}

/** @throws Problem 429 from `open` when the subject, the address or the node has too many */
export function createStreams(): Streams {
  const streams = new Set<Stream>()
  const counts = new Map<string, number>()
  const count = (key: string, by: number) => {
    const value = (counts.get(key) ?? 0) + by
    if (value > 0) counts.set(key, value)
    else counts.delete(key)
  }
  const isFull = (subject: string, address: string) =>
    streams.size >= inAll ||
    (counts.get(subject) ?? 0) >= perSubject ||
    (counts.get(address) ?? 0) >= perAddress
  return {
    get size() {
      return streams.size
    },
    open({ actor, topics, subject, address }) {
      const keys = [`subject ${subject}`, `address ${address}`] as const
      if (isFull(...keys)) throw tooMany(retryAfterSeconds)
      const { stream, output } = createStream(actor, topics)
      streams.add(stream)
      for (const key of keys) count(key, 1)
      output.once('close', () => {
        streams.delete(stream)
        for (const key of keys) count(key, -1)
      })
      return { stream, output }
    },
    on: (topic) => [...streams].filter(({ topics }) => topics.has(topic)),
    end(userId) {
      for (const stream of streams) if (stream.actor.id === userId) stream.end()
    },
    endAll() {
      for (const stream of streams) stream.end()
    }
  }
}

function createStream(actor: Actor, topics: readonly string[]) {
  const output = new PassThrough()
  const heartbeat = setInterval(() => stream.write(': \n\n'), heartbeatEvery)
  const end = setTimeout(() => output.end(), lifetime)
  const stream: Stream = {
    actor,
    topics: new Set(topics),
    write(text) {
      if (output.writable) output.write(text)
      // A reader that does not read must not fill our memory.
      if (output.writableLength > longestBacklog) output.destroy()
    },
    end: () => output.end()
  }
  output.once('close', () => {
    clearInterval(heartbeat)
    clearTimeout(end)
  })
  return { stream, output }
}

/** One server-sent event: topic and version, never content. */
export const message = ({ id, topic }: Pick<Change, 'id' | 'topic'>) =>
  `id: ${id}\ndata: ${JSON.stringify({ topic, version: id })}\n\n`
