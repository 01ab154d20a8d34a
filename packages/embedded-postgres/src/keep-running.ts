import { setTimeout as wait } from 'node:timers/promises'
import type { Ownership } from './ownership.ts'

const tryEvery = 250

/**
 * Restarts the server whenever it ends unexpectedly, if this process is its owner.
 * @param again starts the server and claims it
 * @param say receives a sentence about each restart
 * @returns `release`, which ends the ownership so that the server may end
 */
export function keepRunning(
  first: Ownership,
  again: () => Promise<Ownership>,
  say: (words: string) => void
): { release(): Promise<void> } {
  let [ownership, released] = [first, false]
  const watching = first.held ? watch() : Promise.resolve()
  async function watch() {
    for (;;) {
      await ownership.lost
      if (released) return
      say('PostgreSQL stopped unexpectedly and is being restarted: see postgres/log in STOA_DATA.')
      await ownership.release()
      ownership = (await restart()) ?? ownership
    }
  }
  async function restart() {
    for (let said = ''; !released; await wait(tryEvery)) {
      const next = await again().catch((error: unknown) => error)
      if (isOwnership(next) && next.held) return next
      const why = isOwnership(next) ? 'another process owns it' : String((next as Error).message)
      if (isOwnership(next)) await next.release()
      if (why !== said) say(`PostgreSQL has not restarted yet: ${(said = why)}`)
    }
    return undefined
  }
  return {
    async release() {
      released = true
      await ownership.release()
      await watching
    }
  }
}

const isOwnership = (it: unknown): it is Ownership => it instanceof Object && 'held' in it
