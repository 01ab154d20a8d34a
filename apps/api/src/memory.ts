import { performance, type EventLoopUtilization } from 'node:perf_hooks'

const checkEvery = 1000
const minimumPause = 60_000
const growth = 24 * 1024 * 1024
/** The share of time in which a node at rest may work. */
const atRest = 0.02

/** Returns whether it is time to free memory, from what is so now. */
export function createFreeing() {
  let freedAt = -Infinity
  let left = 0
  return {
    isDue: (busy: number, bytes: number, now: number) =>
      busy < atRest && bytes > left + growth && now >= freedAt + minimumPause,
    note: (bytes: number, now: number) => void ([left, freedAt] = [bytes, now])
  }
}

/**
 * Gives memory back to the system while there is nothing to do: what only the start or a rush
 * needed. V8 would keep it. Only a Node with `--expose-gc` can do that; it takes some tenths
 * of a second, hence at most once a minute.
 */
export function freeMemoryAtRest(): void {
  const { gc } = globalThis
  if (!gc) return
  const freeing = createFreeing()
  let before: EventLoopUtilization = performance.eventLoopUtilization()
  const check = () => {
    const { utilization } = performance.eventLoopUtilization(before)
    if (freeing.isDue(utilization, process.memoryUsage.rss(), performance.now())) {
      gc({ type: 'major', flavor: 'last-resort' })
      freeing.note(process.memoryUsage.rss(), performance.now())
    }
    before = performance.eventLoopUtilization()
  }
  setInterval(check, checkEvery).unref()
}
