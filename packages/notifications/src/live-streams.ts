import { Readable } from 'node:stream'
import { tooMany, type Actor } from '@stoa/core'
import type { Subscription } from './ports.ts'

const perSubject = 10
const perAddress = 50
const inAll = 5000
const maxBacklogBytes = 64 * 1024
const retryAfterSeconds = 30
const heartbeatEvery = 25_000
/** A stream ends after half an hour. The browser reconnects, and its rights are checked again. */
const lifetime = 30 * 60_000

export type Stream = {
  actor: Actor
  topics: ReadonlySet<string>
  write(text: string): void
  end(): void
}

/** The open streams of this node. */
export class Streams {
  readonly #all = new Set<Stream>()
  /** By subject, address and topic. */
  readonly #under = new Map<string, Set<Stream>>()

  get size() {
    return this.#all.size
  }

  /**
   * Opens a stream. Written events come out of `output`.
   * @throws Problem 429 if the subject, the address or the node has too many
   */
  open(subscription: Subscription): { stream: Stream; output: Readable } {
    this.#checkRoom(subscription)
    const { stream, output } = createStream(subscription)
    const keys = keysOf(subscription)
    this.#add(stream, keys)
    output.once('close', () => this.#remove(stream, keys))
    return { stream, output }
  }

  on(topic: string): Stream[] {
    return [...(this.#under.get(`topic ${topic}`) ?? [])]
  }

  end(userId: number) {
    for (const stream of this.#all)
      if (stream.actor.id === userId) {
        // A browser that reconnected at once would be refused.
        stream.write('event: end\ndata: {}\n\n')
        stream.end()
      }
  }

  /** Ends all streams. Browsers reconnect after a random delay, to this node or another one. */
  endAll() {
    for (const stream of this.#all) {
      stream.write(`retry: ${1000 + Math.floor(Math.random() * 2000)}\n\n`)
      stream.end()
    }
  }

  #checkRoom({ subject, address }: Subscription) {
    const isFull =
      this.size >= inAll ||
      this.#count(`subject ${subject}`) >= perSubject ||
      this.#count(`address ${address}`) >= perAddress
    if (isFull) throw tooMany(retryAfterSeconds)
  }

  #count(key: string) {
    return this.#under.get(key)?.size ?? 0
  }

  #add(stream: Stream, keys: string[]) {
    this.#all.add(stream)
    for (const key of keys) this.#under.set(key, (this.#under.get(key) ?? new Set()).add(stream))
  }

  #remove(stream: Stream, keys: string[]) {
    this.#all.delete(stream)
    for (const key of keys) {
      this.#under.get(key)?.delete(stream)
      if (this.#count(key) === 0) this.#under.delete(key)
    }
  }
}

const keysOf = ({ actor, subject, address, topics }: Subscription): string[] => [
  // Guests are told apart by nothing but their address.
  ...(actor.role === 'guest' ? [] : [`subject ${subject}`]),
  `address ${address}`,
  ...topics.map((topic) => `topic ${topic}`)
]

function createStream({ actor, topics }: Subscription) {
  const output = new Readable({ read: () => {} })
  let ended = false
  const stream: Stream = {
    actor,
    topics: new Set(topics),
    write(text) {
      // A slow client reaches the end later. What was pushed behind it would be an error.
      if (ended || output.destroyed) return
      output.push(text)
      // Bounds the memory for a client that does not read.
      if (output.readableLength > maxBacklogBytes) output.destroy()
    },
    end() {
      if (!ended) output.push(null)
      ended = true
    }
  }
  keepAlive(stream, output)
  return { stream, output }
}

function keepAlive(stream: Stream, output: Readable) {
  const heartbeat = setInterval(() => stream.write(': \n\n'), heartbeatEvery)
  const end = setTimeout(() => stream.end(), lifetime)
  output.once('close', () => {
    clearInterval(heartbeat)
    clearTimeout(end)
  })
}

/** One server-sent event: topic and version, never content. */
export const message = ({ id, topic }: { id: number; topic: string }) =>
  `id: ${id}\ndata: ${JSON.stringify({ topic, version: id })}\n\n`
