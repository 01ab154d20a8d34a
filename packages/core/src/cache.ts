import type { Context, Ports } from './context.ts'

/** What each process keeps of the database, so that not every request reads it. */
export type Cache<T> = {
  of(ctx: Context): Promise<T>
  /** Reads again at the next use; to be called on every node after a change. */
  drop(ports: Ports): void
}

/**
 * Keeps what `read` answers, for each forum of this process.
 * @param lifetime milliseconds after which it is read again, should a node have missed a change
 */
export function cached<T>(lifetime: number, read: (ctx: Context) => Promise<T>): Cache<T> {
  const kept = new WeakMap<Ports, { readAt: number; value: Promise<T> }>()
  return {
    drop: (ports) => void kept.delete(ports),
    of(ctx) {
      const time = Date.parse(ctx.now)
      const known = kept.get(ctx.ports)
      // Imports and the demo write in the past, so what was read may be younger than now.
      if (known && Math.abs(time - known.readAt) < lifetime) return known.value
      const fresh = { readAt: time, value: read(ctx) }
      kept.set(ctx.ports, fresh)
      fresh.value.catch(() => kept.get(ctx.ports) === fresh && kept.delete(ctx.ports))
      return fresh.value
    }
  }
}
