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
 * need one of the connections that waiting transactions hold. What it reads is kept after its commit.
 * @param lifetime milliseconds until it is read again, in case a node missed a change
 */
export function cached<T, C = Context>(
  lifetime: number,
  read: (ctx: C) => Promise<T>
): Cache<T, C & Pick<Context, 'now' | 'ports' | 'writing' | 'afterCommit'>> {
  const kept = new WeakMap<Ports, Known<T>>()
  const drops = new WeakMap<Ports, number>()
  const dropsOf = (ports: Ports) => drops.get(ports) ?? 0
  return {
    drop(ports) {
      drops.set(ports, dropsOf(ports) + 1)
      kept.delete(ports)
    },
    of(ctx) {
      const { ports } = ctx
      const known = kept.get(ports)
      // Imports and the demo write in the past, so the cached value may be younger than now.
      const isYoung = known && Math.abs(Date.parse(ctx.now) - known.readAt) < lifetime
      if (isYoung && (known.isRead || !ctx.writing)) return known.value
      const fresh = reading(
        ctx.now,
        read(ctx),
        () => kept.get(ports) === fresh && kept.delete(ports)
      )
      const before = dropsOf(ports)
      if (!ctx.writing) kept.set(ports, fresh)
      else ctx.afterCommit?.push(() => before === dropsOf(ports) && kept.set(ports, fresh))
      return fresh.value
    }
  }
}

function reading<T>(now: string, started: Promise<T>, onFailure: () => void): Known<T> {
  // A query of drizzle would run again at each use of its result.
  const fresh = { readAt: Date.parse(now), value: Promise.resolve(started), isRead: false }
  fresh.value.then(() => (fresh.isRead = true), onFailure)
  return fresh
}
