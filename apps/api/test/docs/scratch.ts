import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll } from 'vitest'
import { announce, announcer } from '../announcements/writing.ts'
import { original } from '../articles/folder.ts'
import { startForum, type TestForum } from '../forum.ts'
import { freePort } from '../process/server.ts'
import { run } from './run.ts'

const port = await freePort()
const buckets = ['forum-backups']

/** A forum in which the commands of the documents find what they name, and a folder for their files. */
export function startScratchForum() {
  const forum = startForum({
    origin: `http://127.0.0.1:${port}`,
    secret: 'a-secret-of-at-least-32-characters'
  })
  const scratch = { forum, folder: '', token: '', bucketServer: '' }
  let storage: S3rver
  beforeAll(async () => {
    scratch.folder = await mkdtemp(join(tmpdir(), 'stoa-documents-'))
    storage = storageIn(scratch.folder)
    scratch.bucketServer = `http://127.0.0.1:${(await storage.run()).port}`
    await forum.app.listen({ port, host: '127.0.0.1' })
    scratch.token = await fill(forum)
    await writeFiles(scratch)
    await run(scratch, ['backup', join(scratch.folder, 'made.backup')])
  })
  afterAll(async () => {
    await storage.close()
    await rm(scratch.folder, { recursive: true })
  })
  return scratch
}

export type Scratch = ReturnType<typeof startScratchForum>

const storageIn = (folder: string) =>
  new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory: join(folder, 's3') },
    configureBuckets: buckets.map((name) => ({ name }))
  })

/** Creates the people that are named. Returns an API token of one. */
async function fill(forum: TestForum): Promise<string> {
  const alice = await forum.user({ role: 'admin', username: 'alice' })
  await forum.user({ username: 'ben' })
  const token = { name: 'Documents', scopes: ['read', 'write'], days: 7 }
  return (await alice.post('/tokens', token)).body.secret
}

async function writeFiles({ forum, folder }: Pick<Scratch, 'forum' | 'folder'>) {
  const id = await announce(await announcer(forum))
  const { text } = await forum.guest.get(`/announcements/${id}/signed`)
  await writeFile(join(folder, 'found.json'), text)
  await mkdir(join(folder, 'articles'))
  const article = original('The fee of the network.', { title: 'What a withdrawal costs' })
  await writeFile(join(folder, 'articles/fees.en.md'), article)
}
