import { readConfiguration } from '@stoa/core/server'
import { buildMeilisearch, reindex } from '@stoa/search'
import { addVariants } from '@stoa/uploads'
import { migrateDatabase, startDatabase } from '../database.ts'
import { seedDemo } from '../demo/seed.ts'
import { say, withForum } from './forum.ts'
import { withBar } from './progress.ts'

export async function migrate() {
  const database = await startDatabase(readConfiguration(process.env), { join: true })
  await migrateDatabase(database.target).finally(() => database.stop())
  say('The database is up to date.')
}

export async function seed() {
  const isNew = await withForum((forum) => seedDemo(forum.context()))
  if (isNew) say('The demo community is seeded. Its accounts can sign in while STOA_DEMO is on.')
  else say('The forum has accounts or categories already: nothing was changed.')
}

export async function reindexAll() {
  await withForum(async ({ context, ports: { searchServer } }) => {
    say(`${await withBar((report) => reindex(context(), report))} posts are indexed.`)
    if (searchServer)
      sayBuilt(
        await withBar((progress) =>
          buildMeilisearch(context, searchServer, { reason: 'requested', progress })
        )
      )
  })
}

export async function addAllVariants() {
  await withForum(({ context }) => withBar((report) => addVariants(context(), report)))
  say('All pictures have their smaller variants.')
}

const sayBuilt = (count: number | undefined) =>
  say(
    count === undefined
      ? 'The index of Meilisearch is being built by the server.'
      : `${count} posts are indexed by Meilisearch.`
  )
