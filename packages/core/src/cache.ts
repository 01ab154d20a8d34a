import type { Context, Ports } from './context.ts'

/** A cache in each process, so that not every request reads the database. */
export type Cache<T, C = Context> = {
  of(ctx: C): Promise<T>
  /** Drops the value, so that the next use reads it again. Call it on every node after a change. */
  drop(ports: Ports): void
}

/**
 * Caches the result of `read` for each forum of this process.
 * @param lifetime milliseconds until it is read again, in case a node missed a change
 */
export function cached<T, C = Context>(
  lifetime: number,
  read: (ctx: C) => Promise<T>
): Cache<T, C & Pick<Context, 'now' | 'ports'>> {
  const kept = new WeakMap<Ports, { readAt: number; value: Promise<T> }>()
  return {
    drop: (ports) => void kept.delete(ports),
    of(ctx) {
      const time = Date.parse(ctx.now)
      const known = kept.get(ctx.ports)
      // Imports and the demo write in the past, so the cached value may be younger than now.
      if (known && Math.abs(time - known.readAt) < lifetime) return known.value
      // A query of drizzle would run again at each use of its result.
      const fresh = { readAt: time, value: Promise.resolve(read(ctx)) }
      kept.set(ctx.ports, fresh)
      fresh.value.catch(() => kept.get(ctx.ports) === fresh && kept.delete(ctx.ports))
      return fresh.value
    }
  }
}
