import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from '@stoa/core'
import { startEmbedded } from '@stoa/embedded-postgres'
import { migrateDatabase } from '../../src/database.ts'
import type { Forum } from '../../src/forum.ts'
import { freePort } from '../../test/process/server.ts'
import { readFacts, type Facts } from '../facts.ts'
import { fill } from '../fill.ts'
import { openForum, type BenchTarget } from '../open-forum.ts'
import { time } from '../rows.ts'
import { signIn } from '../sign-in.ts'

/** A small forum in this process, which always has the same content and the same time. */
export type QuickScene = {
  forum: Forum
  origin: string
  facts: Facts
  sessionIds: string[]
  /** Moves its clock by a minute and a second. */
  passMinute(): void
}

const size = { posts: 1_500, threads: 100 }
const sessionCount = 150

type Work = (scene: QuickScene) => Promise<void>

/** Fills a forum without a worker, which runs until `work` is done. */
export async function withQuickForum(work: Work): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stoa-quick-'))
  const embedded = await startEmbedded({ dataDirectory: folder, disposable: true })
  try {
    await migrateDatabase(embedded.target)
    await withForum({ database: embedded.target, folder, port: await freePort() }, work)
  } finally {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function withForum(target: BenchTarget, work: Work): Promise<void> {
  let now = time(1)
  const forum = await openForum({ ...target, clock: () => now }, true)
  try {
    await fill(forum, size, () => {})
    const facts = await readFacts(forum.connection)
    const sessionIds = await signIn(forum.connection, sessionCount, now)
    const origin = await forum.app.listen({ port: target.port, host: '127.0.0.1' })
    const passMinute = () => void (now = after(now, 61_000))
    await work({ forum, origin, facts, sessionIds, passMinute })
  } finally {
    await forum.stop()
  }
}
