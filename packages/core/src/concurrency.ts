import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Lets only so many run at a time, the others in the order they came, for work that takes memory and
 * processors from requests that need neither.
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

/** Runs one at a time of each key, and the others of that key in the order they came. */
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
 * The answers of `work` to each of a list, however long; between portions whoever else waits for the
 * process is served.
 */
export async function mapInPortions<T, R>(list: readonly T[], work: (one: T) => R): Promise<R[]> {
  const answers: R[] = []
  for (const one of list) {
    answers.push(work(one))
    if (answers.length % portion === 0) await nextTurn()
  }
  return answers
}
