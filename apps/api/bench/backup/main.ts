import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backUp } from '../../src/backup/backup.ts'
import { folderOf } from '../../src/backup/destination.ts'
import { verifyBackup } from '../../src/backup/verify.ts'
import { openForum } from '../open-forum.ts'
import { ensureFilled, withServer, type Filled } from '../scaling/filled.ts'
import { port } from '../scene.ts'

// npm run bench -- backup [posts]
const posts = Number(process.argv[2] ?? 200_000)
await withServer(await ensureFilled(posts), measure)

/** Backs the forum up over TCP, restores it on trial and compares it. */
async function measure({ url, folder }: Filled) {
  const forum = await openForum({ database: { url }, folder, port }, false)
  const place = await mkdtemp(join(tmpdir(), 'stoa-bench-'))
  try {
    await measureIn(place, forum)
  } finally {
    await forum.stop()
    await rm(place, { recursive: true })
  }
}

async function measureIn(place: string, forum: Awaited<ReturnType<typeof openForum>>) {
  const destination = folderOf(place)
  const name = 'bench.backup'
  let rows = 0
  const backup = () =>
    backUp(forum, { destination, name }, (_, total) => {
      rows = total
    })
  const written = await secondsOf(backup)
  const { size } = await stat(join(place, name))
  const read = { name, open: () => destination.open(name) }
  const verified = await secondsOf(() => verifyBackup(forum.ports, read, () => {}))
  const lines = [
    `${posts} posts, ${rows} rows and files: ${Math.round(size / 2 ** 20)} MB`,
    `backed up over TCP in ${written} s, ${Math.round(rows / written)} rows a second`,
    `restored on trial and compared in ${verified} s: no difference`
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return Math.round((performance.now() - begun) / 100) / 10
}
