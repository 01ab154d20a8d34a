import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startEmbedded } from '@stoa/embedded-postgres'
import { migrateDatabase } from '../../src/database.ts'
import type { Forum } from '../../src/forum.ts'
import { openForum } from '../open-forum.ts'
import { fillTickets } from './filling.ts'
import { measureViews, type View } from './timing.ts'

// npm run bench -- desk [tickets]
const few = 1_000
const many = Number(process.argv[2] ?? 1_000_000)
const say = (text: string) => process.stderr.write(`${text}\n`)

const desks = [await open(few)]
try {
  desks.push(await open(many))
  print(await measureViews(desks.map(({ forum }) => forum)))
} finally {
  for (const desk of desks) await desk.stop()
}

/** Opens a forum with so many generated tickets, in a database that is kept for the next run. */
async function open(tickets: number) {
  const folder = resolve(`.stoa/bench-desk-${tickets}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const embedded = await startEmbedded({ dataDirectory: folder })
  await migrateDatabase(embedded.target)
  const forum = await openForum({ database: embedded.target, folder, port: 3902 }, false)
  await fillOnce(forum, tickets)
  return {
    forum,
    async stop() {
      await forum.stop()
      await embedded.stop()
    }
  }
}

async function fillOnce(forum: Forum, tickets: number) {
  const { sql } = forum.connection
  const [found] = await sql<{ count: number }[]>`select count(*)::int as count from tickets`
  if (found?.count === tickets) return
  if (found?.count) throw new Error('Delete .stoa/bench-desk-*: filling was interrupted.')
  say(`filling: ${tickets.toLocaleString('en')} tickets`)
  await fillTickets(forum, tickets)
}

/** Prints one line per view: milliseconds with few and with many tickets, and their ratio. */
function print(views: View[]) {
  const size = (count: number) => `${count.toLocaleString('en')} tickets`
  const lines = views.map(({ name, p50: [before = 0, after = 0] }) => [
    ...[name, before.toFixed(1), after.toFixed(1), `${(after / before).toFixed(1)} ×`]
  ])
  const table = [['p50 ms', size(few), size(many), 'ratio'], ...lines]
  for (const [name = '', ...cells] of table)
    process.stdout.write(`${name.padEnd(32)}${cells.map((one) => one.padStart(18)).join('')}\n`)
}
