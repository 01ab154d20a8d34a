import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startEmbedded } from '@stoa/core/database'
import { migrateDatabase } from '../../src/database.ts'
import type { Forum } from '../../src/forum.ts'
import { openForum } from '../open-forum.ts'
import { fillTickets } from './filling.ts'
import { measureViews, type View } from './timing.ts'

// npm run bench -- desk [tickets]
const few = 1_000
const many = Number(process.argv[2] ?? 1_000_000)
const say = (text: string) => process.stderr.write(`${text}\n`)

print(await measure(few), await measure(many))

/** Measures the desk over `tickets` generated tickets, in a database that is kept for the next run. */
async function measure(tickets: number): Promise<View[]> {
  const folder = resolve(`.stoa/bench-desk-${tickets}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const embedded = await startEmbedded({ dataDirectory: folder })
  try {
    await migrateDatabase(embedded.target)
    const forum = await openForum({ database: embedded.target, folder, port: 3902 }, false)
    try {
      await fillOnce(forum, tickets)
      return await measureViews(forum)
    } finally {
      await forum.stop()
    }
  } finally {
    await embedded.stop()
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

/** A view a line: milliseconds with few and with many tickets, and how many times as long. */
function print(before: View[], after: View[]) {
  const size = (count: number) => `${count.toLocaleString('en')} tickets`
  const lines = after.map(({ name, p50 }, at) => {
    const first = before[at]?.p50 ?? p50
    return [name, first.toFixed(1), p50.toFixed(1), `${(p50 / first).toFixed(1)} ×`]
  })
  const table = [['p50 ms', size(few), size(many), 'ratio'], ...lines]
  for (const [name = '', ...cells] of table)
    process.stdout.write(`${name.padEnd(28)}${cells.map((one) => one.padStart(18)).join('')}\n`)
}
