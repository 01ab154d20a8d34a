import type { Command } from 'commander'
import { Presets, SingleBar } from 'cli-progress'
import { readConfiguration } from '@stoa/core/server'
import { buildMeilisearch, reindex } from '@stoa/search'
import { migrateDatabase, startDatabase } from '../database.ts'
import { seedDemo } from '../demo/seed.ts'
import { say, withForum } from './forum.ts'

export function addDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('migrate the database to this version; the server does so when it starts')
    .action(migrate)
  program.command('seed').description('fill an empty forum with the demo community').action(seed)
  program
    .command('reindex')
    .description('rebuild the search index; an interrupted run continues where it stopped')
    .action(reindexAll)
}

async function migrate() {
  const database = await startDatabase(readConfiguration(process.env), { join: true })
  await migrateDatabase(database.target).finally(() => database.stop())
  say('The database is up to date.')
}

async function seed() {
  const isNew = await withForum((forum) => seedDemo(forum.context()))
  if (isNew) say('The demo community is seeded. Its accounts can sign in while STOA_DEMO is on.')
  else say('The forum has accounts or categories already: nothing was changed.')
}

async function reindexAll() {
  const bar = new SingleBar({ stream: process.stderr, noTTYOutput: false }, Presets.shades_classic)
  const progress = (done: number, total: number) => {
    if (!bar.isActive) bar.start(total, 0)
    bar.update(done)
  }
  await withForum(async ({ context, ports: { searchServer } }) => {
    say(`${await reindex(context(), progress)} posts are indexed.`)
    bar.stop()
    if (searchServer) sayBuilt(await buildMeilisearch(context, searchServer, progress))
  }).finally(() => bar.stop())
}

const sayBuilt = (count: number | undefined) =>
  say(
    count === undefined
      ? 'The index of Meilisearch is being built by the server.'
      : `${count} posts are indexed by Meilisearch.`
  )
