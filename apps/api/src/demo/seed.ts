import { SingleBar } from 'cli-progress'
import { eq, sql } from 'drizzle-orm'
import { users } from '@stoa/accounts/tables'
import { after, transaction, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { reindex } from '@stoa/search'
import { categories } from '@stoa/threads/tables'
import { createDemoAccounts } from './accounts.ts'
import type { Act } from './acts.ts'
import { communityActs, inGroups } from './community-acts.ts'
import { closeThePast, createEffects } from './effects.ts'
import { listOfficial } from './official.ts'
import { lastVisit } from './homecoming.ts'
import { Stage } from './stage.ts'

/** A setting that exists while the demo's texts are not indexed for search. */
const unindexed = 'demo_unindexed'

const format = 'Making the demo community [{bar}] {percentage} %'

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
    if (empty) await play(inside)
    return empty
  })
  await index(ctx)
  return isNew
}

async function isEmpty({ db }: Context) {
  const [user] = await db.select({ id: users.id }).from(users).limit(1)
  const [category] = await db.select({ id: categories.id }).from(categories).limit(1)
  return !user && !category
}

async function play(outer: Context) {
  // Demo accounts need no second factor only in demo mode, and a command may seed outside of it.
  const ctx = { ...outer, ports: { ...outer.ports, demo: true } }
  const userIds = await createDemoAccounts(ctx)
  await listOfficial(ctx, userIds.get('admin') ?? 0)
  const stage = new Stage(ctx, userIds)
  await playActs(communityActs(Date.parse(ctx.now)), stage, createEffects(ctx))
  await stage.close()
  await closeThePast(ctx, after(ctx.now, -lastVisit))
  await ctx.db.insert(settings).values({ name: unindexed, value: true, updatedAt: ctx.now })
}

/** Runs the acts and shows the progress on a terminal. */
async function playActs(acts: Act[], stage: Stage, consequences: () => Promise<void>) {
  const bar = new SingleBar({ stream: process.stderr, format, clearOnComplete: true })
  bar.start(acts.length, 0)
  try {
    for (const together of inGroups(acts)) {
      await Promise.all(
        together.map(async ({ at, by, run }) => run(await stage.enter(by, at), stage))
      )
      await consequences()
      bar.increment(together.length)
    }
  } finally {
    bar.stop()
  }
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
