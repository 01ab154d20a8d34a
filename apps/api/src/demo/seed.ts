import { eq, sql } from 'drizzle-orm'
import { users } from '@stoa/accounts/tables'
import { transaction, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { reindex } from '@stoa/search'
import { categories } from '@stoa/threads/tables'

/** A setting that exists while the demo's texts are not indexed for search. */
const unindexed = 'demo_unindexed'

/**
 * Fills an empty forum with the demo community in one transaction. It uses the same verbs as real
 * use, each at its time in the past. A forum with accounts or categories is left unchanged.
 * @returns whether the forum was empty
 */
export async function seedDemo(ctx: Context): Promise<boolean> {
  const isNew = await transaction(ctx, async (inside) => {
    // Keeps anybody from signing up between this check and the end.
    await inside.db.execute(sql`lock table ${users}, ${categories} in share row exclusive mode`)
    const empty = await isEmpty(inside)
    if (empty) await fill(inside)
    return empty
  })
  await index(ctx)
  return isNew
}

/** The texts are read only now, as most starts have no use for them. */
async function fill(ctx: Context) {
  const { play } = await import('./play.ts')
  await play(ctx)
  await ctx.db.insert(settings).values({ name: unindexed, value: true, updatedAt: ctx.now })
}

async function isEmpty({ db }: Context) {
  const [user] = await db.select({ id: users.id }).from(users).limit(1)
  const [category] = await db.select({ id: categories.id }).from(categories).limit(1)
  return !user && !category
}

/**
 * Runs after the commit, because the engine has its own connections and sees only committed texts.
 */
async function index(ctx: Context) {
  const isThis = eq(settings.name, unindexed)
  const due = await ctx.db.select({ name: settings.name }).from(settings).where(isThis)
  if (due.length === 0) return
  await reindex(ctx, () => {})
  await ctx.db.delete(settings).where(isThis)
}
