import { setImmediate as nextTurn } from 'node:timers/promises'

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
