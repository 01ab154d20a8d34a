import type { Command } from 'commander'
import { Presets, SingleBar } from 'cli-progress'
import { readConfiguration } from '@stoa/core'
import { reindex } from '@stoa/search'
import { migrateDatabase, startDatabase } from '../database.ts'
import { seedDemo } from '../demo/seed.ts'
import { say, withForum } from './forum.ts'

/** Adds `migrate`, `seed` and `reindex`. */
export function addDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this version; the server does the same when it starts')
    .action(migrate)
  program
    .command('seed')
    .description('fill an empty forum with the demo community')
    .action(() => withForum(async (forum) => seedDemo(forum.context())))
  program.command('reindex').description('build the search index anew').action(reindexAll)
}

async function migrate() {
  const database = await startDatabase(readConfiguration(process.env), { join: true })
  await migrateDatabase(database.target).finally(() => database.stop())
  say('The database is up to date.')
}

async function reindexAll() {
  const bar = new SingleBar({ stream: process.stderr, noTTYOutput: false }, Presets.shades_classic)
  const count = await withForum(async (forum) => {
    bar.start(0, 0)
    return reindex(forum.context(), (done, total) => {
      bar.setTotal(total)
      bar.update(done)
    })
  }).finally(() => bar.stop())
  say(`${count} posts are indexed.`)
}
