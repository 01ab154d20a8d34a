import { SingleBar } from 'cli-progress'
import { after, type Context } from '@stoa/core'
import { createDemoAccounts } from './accounts.ts'
import type { Act } from './acts.ts'
import { publishArticles } from './articles.ts'
import { communityActs, inGroups } from './community-acts.ts'
import { closeThePast, createEffects } from './effects.ts'
import { lastVisit } from './last-visit.ts'
import { nameForum } from './site.ts'
import { listOfficial } from './official.ts'
import { addServices } from './exchange-services.ts'
import { Stage } from './stage.ts'

// When the demo exchange added its services, before it announced anything.
const opening = 300 * 24 * 3600_000

const format = 'Making the demo community [{bar}] {percentage} %'

/** Makes the demo community in an empty forum. */
export async function play(outer: Context) {
  // Demo accounts need no second factor only in demo mode, and a command may seed outside of it.
  const ctx = { ...outer, ports: { ...outer.ports, demo: true } }
  const userIds = await createDemoAccounts(ctx)
  await listOfficial(ctx, userIds.get('admin') ?? 0)
  const stage = new Stage(ctx, userIds)
  // Members read an opened forum only.
  await nameForum(ctx)
  await addServices(await stage.enter('admin', Date.parse(ctx.now) - opening))
  await playActs(communityActs(Date.parse(ctx.now)), stage, createEffects(ctx))
  await stage.close()
  await publishArticles(ctx, userIds)
  await closeThePast(ctx, after(ctx.now, -lastVisit))
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
