import { cached, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { groups } from './schema.ts'

/** The names of all groups by id. Whoever shows one checks first who asks. */
const cache = cached(5 * 60_000, async ({ db }: Context) => {
  const rows = await db.select({ id: groups.id, name: groups.name }).from(groups)
  return new Map(rows.map(({ id, name }) => [id, name]))
})

/** The names of all groups in the reader's language, by id. The caller is an admin. */
export async function groupNames(ctx: Context): Promise<ReadonlyMap<number, string>> {
  const names = await cache.of(ctx)
  return new Map([...names].map(([id, name]) => [id, wordsFor(ctx, name)]))
}

/** The names of these groups, as far as the actor may know of them. */
export async function namesOfGroups(ctx: Context, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return []
  const names = await cache.of(ctx)
  const seen = ids.filter((id) => ctx.actor.role === 'admin' || ctx.actor.groups.includes(id))
  return seen.flatMap((id) => {
    const name = names.get(id)
    return name ? [wordsFor(ctx, name)] : []
  })
}

/** Drops the cached names of this process. Every node calls it after `group.changed`. */
export const invalidateGroups = cache.drop
