import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { connect, type ConnectionTarget } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import { migrateDatabase } from '../src/database.ts'
import { start, type Child } from './child.ts'
import { fill, fillVersion } from './fill.ts'
import { measureGuards } from './guards/measuring.ts'
import { guardLines } from './guards/table.ts'
import { measure, type Statistics } from './load.ts'
import { readFacts, subjects } from './loads.ts'
import { openForum } from './open-forum.ts'
import { measureStarts } from './starting.ts'
import { pageWeight } from './weights.ts'
import { printTable } from './table.ts'

const folder = resolve('.stoa/bench')
const port = 3900
const sessionCount = 3_000
const say = (text: string) => process.stderr.write(`${text}\n`)

await mkdir(folder, { recursive: true, mode: 0o700 })
const embedded = await startEmbedded({ dataDirectory: folder })
try {
  await prepare(embedded.target)
  await bench(embedded.target)
} finally {
  await embedded.stop()
}

/** Fills the database unless it was filled by this version. */
async function prepare(database: ConnectionTarget) {
  await migrateDatabase(database)
  const forum = await openForum({ database, folder, port }, false)
  try {
    if (await isFilled(forum.connection)) return
    await fill(forum, say)
  } finally {
    await forum.stop()
  }
}

async function isFilled({ sql }: ReturnType<typeof connect>): Promise<boolean> {
  const [row] = await sql`select value from settings where name = 'bench'`
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*) from threads`
  if (row && row.value !== fillVersion)
    throw new Error(`Delete ${folder}: it was filled by an older version.`)
  if (!row && count > 0) throw new Error(`Delete ${folder}: filling it was interrupted.`)
  return row !== undefined
}

async function bench(database: ConnectionTarget) {
  const { facts, connection } = await factsOf(database)
  const forum = await start('./forum-server.ts', {
    target: { database, folder, port },
    sessionCount
  })
  // Pending work of an earlier run would slow this one.
  await forum.usage()
  const weight = await pageWeight(forum.origin, facts.slugs[0] ?? '/')
  const rows = [{ name: 'bare Fastify', statistics: await measureBare(forum, facts.slugs) }]
  for (const { name, load } of subjects(facts, (forum.facts.cookies ?? '').split(' '))) {
    say(`measuring: ${name}`)
    rows.push({ name, statistics: await measure(forum, load) })
  }
  await forum.stop()
  await connection.close()
  printTable(rows, { weight, ...(await measureStarts()) })
  say('measuring: guards')
  process.stdout.write(`${guardLines(await measureGuards()).join('\n')}\n`)
}

/** Measures a bare server that sends the same pages. */
async function measureBare({ origin }: Child, paths: string[]): Promise<Statistics> {
  const bare = await start('./bare-server.ts', { origin, paths })
  const request = (index: number) => ({ path: `/${index % paths.length}` })
  const statistics = await measure(bare, { request })
  await bare.stop()
  return statistics
}

async function factsOf(database: ConnectionTarget) {
  const connection = connect(database, { max: 1 })
  return { connection, facts: await readFacts(connection) }
}
