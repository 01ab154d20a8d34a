import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { cleanRetained } from '@stoa/site/retention'
import { eraseUploads, removeErasedFiles } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendFile } from './sending.ts'

const forum = startForum()
const hour = 3600_000
const log = Buffer.from('Error 1006')
let author: Client

beforeAll(async () => void (author = await forum.user()))

const send = async () => (await sendFile(author, 'error.log', log)).body

const filesOnDisk = async () => {
  const names = await readdir(join(forum.folder, 'uploads'), { recursive: true })
  return names.filter((name) => name.length > 22).length
}

const rowsLeft = () => forum.connection.db.$count(uploads)

/** A post with a file, and its parent as the erasing verb takes it. */
async function attached() {
  const { id, markdown } = await send()
  const { postId } = await createThread(author, await forum.category(), { body: `See ${markdown}` })
  return { id, parent: { kind: 'post' as const, id: postId } }
}

test('an erase that is rolled back loses no file', async () => {
  const { id, parent } = await attached()
  const rolledBack = forum.connection.db.transaction(async (tx) => {
    await eraseUploads({ ...forum.context(), db: tx, writing: true }, parent)
    throw new Error('the database went away')
  })
  await expect(rolledBack).rejects.toThrow('went away')
  await forum.settle()
  expect((await author.get(`/uploads/${id}`)).text).toBe('Error 1006')
})

test('an erased upload is invisible at once, and file and row go after the commit', async () => {
  const { id, parent } = await attached()
  const [files, rows] = [await filesOnDisk(), await rowsLeft()]
  await eraseUploads(forum.context(), parent)
  expect((await author.get(`/uploads/${id}`)).status).toBe(404)
  expect(await filesOnDisk()).toBe(files)
  await forum.settle()
  expect([await filesOnDisk(), await rowsLeft()]).toEqual([files - 1, rows - 1])
})

test('all unattached uploads are erased, however many', async () => {
  const before = await rowsLeft()
  const facts = { ownerId: author.id, name: 'a.txt', contentType: 'text/plain', bytes: 1 }
  const old = Array.from({ length: 1201 }, (_, index) => ({
    ...facts,
    id: `old-${index}`,
    createdAt: '2026-01-01T00:00:00.000Z'
  }))
  await forum.connection.db.insert(uploads).values(old)
  await cleanRetained(forum.context())
  await forum.settle()
  expect(await rowsLeft()).toBe(before)
})

test('a file that could not be removed stops no other and is retried', async () => {
  const [one, other] = [await attached(), await attached()]
  const [files, rows] = [await filesOnDisk(), await rowsLeft()]
  const { remove } = forum.ports.files
  const broken = vi
    .spyOn(forum.ports.files, 'remove')
    .mockImplementation((id) => (id === one.id ? Promise.reject(new Error('busy')) : remove(id)))
  for (const { parent } of [one, other]) await eraseUploads(forum.context(), parent)
  await expect(removeErasedFiles(forum.context())).rejects.toThrow('1 files could not be removed')
  expect([await filesOnDisk(), await rowsLeft()]).toEqual([files - 1, rows - 1])
  broken.mockRestore()
  await removeErasedFiles(forum.context())
  expect([await filesOnDisk(), await rowsLeft()]).toEqual([files - 2, rows - 2])
})

test('the file of an interrupted upload is removed later, and no sooner', async () => {
  const [files, rows] = [await filesOnDisk(), await rowsLeft()]
  const { put } = forum.ports.files
  vi.spyOn(forum.ports.files, 'put').mockImplementationOnce(async (id, bytes) => {
    await put(id, bytes)
    throw new Error('the power went out')
  })
  expect((await sendFile(author, 'error.log', log)).status).toBe(500)
  await removeErasedFiles(forum.context())
  expect(await filesOnDisk()).toBe(files + 1)
  forum.advance(2 * hour)
  await removeErasedFiles(forum.context())
  expect([await filesOnDisk(), await rowsLeft()]).toEqual([files, rows])
})
