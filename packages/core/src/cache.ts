import type { Context, Ports } from './context.ts'

/** A cache in each process, so that not every request reads the database. */
export type Cache<T, C = Context> = {
  of(ctx: C): Promise<T>
  /** Drops the value, so that the next use reads it again. Call it on every node after a change. */
  drop(ports: Ports): void
}

type Known<T> = { readAt: number; value: Promise<T>; isRead: boolean }

/**
 * Caches the result of `read` for each forum of this process.
 *
 * A transaction uses what is there, and else reads for itself. It waits for no other read, which may
 * need one of the connections that waiting transactions hold, and keeps nothing, as it may be rolled
 * back.
 * @param lifetime milliseconds until it is read again, in case a node missed a change
 */
export function cached<T, C = Context>(
  lifetime: number,
  read: (ctx: C) => Promise<T>
): Cache<T, C & Pick<Context, 'now' | 'ports' | 'writing'>> {
  const kept = new WeakMap<Ports, Known<T>>()
  return {
    drop: (ports) => void kept.delete(ports),
    of(ctx) {
      const known = kept.get(ctx.ports)
      // Imports and the demo write in the past, so the cached value may be younger than now.
      const isYoung = known && Math.abs(Date.parse(ctx.now) - known.readAt) < lifetime
      if (isYoung && (known.isRead || !ctx.writing)) return known.value
      if (ctx.writing) return read(ctx)
      return keep(kept, ctx, read(ctx))
    }
  }
}

function keep<T>(
  kept: WeakMap<Ports, Known<T>>,
  { now, ports }: Pick<Context, 'now' | 'ports'>,
  reading: Promise<T>
): Promise<T> {
  // A query of drizzle would run again at each use of its result.
  const fresh = { readAt: Date.parse(now), value: Promise.resolve(reading), isRead: false }
  kept.set(ports, fresh)
  fresh.value.then(
    () => (fresh.isRead = true),
    () => kept.get(ports) === fresh && kept.delete(ports)
  )
  return fresh.value
}
