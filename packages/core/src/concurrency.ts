import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Runs at most `limit` pieces of work at a time, in the order they came. It is for work that would
 * take memory and processors from other requests.
 */
export function limitConcurrency(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

/** Runs work with the same key one after the other, in the order it came. */
export function mutexByKey<K>(): <T>(key: K, work: () => Promise<T>) => Promise<T> {
  const last = new Map<K, Promise<unknown>>()
  return async (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}

const portion = 100

/**
 * Maps a list of any length. Between portions it yields to the event loop, so that other requests
 * are served.
 */
export async function mapInPortions<T, R>(list: readonly T[], work: (one: T) => R): Promise<R[]> {
  const answers: R[] = []
  for (const one of list) {
    answers.push(work(one))
    if (answers.length % portion === 0) await nextTurn()
  }
  return answers
}
