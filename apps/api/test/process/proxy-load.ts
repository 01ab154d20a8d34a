import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpsAnswer, HttpsClient } from './https-client.ts'

/** A client that somebody signed in with, or a guest. */
export type Reader = { client: HttpsClient; cookie?: string }

export type Load = {
  /** How many requests were answered as they should be. */
  succeeded(): number
  /** Ends the load. Returns what failed. */
  stop(): Promise<string[]>
}

const pause = 15

/** Reads pages and posts replies through proxies, again and again. Each poster has its own thread. */
export function startLoad(readers: Reader[], posters: Reader[], threadId: number): Load {
  const failures: string[] = []
  let [running, succeeded] = [true, 0]
  const repeat = async (what: string, act: () => Promise<HttpsAnswer>, rest = pause) => {
    while (running) {
      const answered = await act().then(
        ({ status, body }) =>
          status < 300 ? String(status) : `${status} ${body.toString().slice(0, 200)}`,
        (error: unknown) => String(error)
      )
      if (['200', '201'].includes(answered)) succeeded += 1
      else failures.push(`${what}: ${answered}`)
      await sleep(rest)
    }
  }
  const reading = readers.flatMap(({ client }) =>
    [`/t/${threadId}`, '/', '/terms', `/api/v1/threads/${threadId}`].map((path) =>
      repeat(path, () => client.ask(path))
    )
  )
  const writing = posters.map(({ client, cookie }, by) =>
    repeat(
      'a reply',
      () =>
        client.post(
          `/threads/${threadId}/posts`,
          { body: `${by} says ${performance.now()}` },
          cookie
        ),
      1500
    )
  )
  return {
    succeeded: () => succeeded,
    async stop() {
      running = false
      await Promise.all([...reading, ...writing])
      return failures
    }
  }
}
