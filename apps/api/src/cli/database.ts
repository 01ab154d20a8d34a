import type { Command } from 'commander'
import { readConfiguration } from '@stoa/core/server'
import { buildMeilisearch, reindex } from '@stoa/search'
import { addVariants } from '@stoa/uploads'
import { migrateDatabase, startDatabase } from '../database.ts'
import { seedDemo } from '../demo/seed.ts'
import { say, withForum } from './forum.ts'
import { withBar } from './progress.ts'

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
  program
    .command('variants')
    .description(
      'make the smaller variants of pictures that an older version stored; the server does so in the background; an interrupted run continues where it stopped'
    )
    .action(addAllVariants)
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
  await withForum(async ({ context, ports: { searchServer } }) => {
    say(`${await withBar((report) => reindex(context(), report))} posts are indexed.`)
    if (searchServer)
      sayBuilt(await withBar((report) => buildMeilisearch(context, searchServer, report)))
  })
}

async function addAllVariants() {
  await withForum(({ context }) => withBar((report) => addVariants(context(), report)))
  say('All pictures have their smaller variants.')
}

const sayBuilt = (count: number | undefined) =>
  say(
    count === undefined
      ? 'The index of Meilisearch is being built by the server.'
      : `${count} posts are indexed by Meilisearch.`
  )
