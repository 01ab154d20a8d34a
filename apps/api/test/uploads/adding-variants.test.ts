import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { posts } from '@stoa/threads/schema'
import { addVariants, eraseUploads, removeErasedFiles } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/schema'
import { checkVariants } from '../../src/doctor/machine-checks.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { picture } from './drawing.ts'
import { sendFile } from './sending.ts'

const forum = startForum()
let author: Client
let categoryId: number
let large: Buffer

beforeAll(async () => {
  author = await forum.user()
  categoryId = await forum.category()
  large = await picture(800, 200)
})
afterEach(() => {
  vi.restoreAllMocks()
  return addVariants(forum.context())
})

/** A post with a picture as a version without variants left it. */
async function older() {
  const { id, markdown } = (await sendFile(author, 'shot.png', large)).body
  const thread = await createThread(author, categoryId, { body: markdown })
  const { db } = forum.connection
  await db.update(uploads).set({ variants: null }).where(eq(uploads.id, id))
  for (const width of [690, 1380]) await forum.ports.files.remove(`${id}-${width}`)
  const old = { html: '<p>old</p>', rendererVersion: 5 }
  await db.update(posts).set(old).where(eq(posts.id, thread.postId))
  return { id, threadId: thread.id, postId: thread.postId }
}

const typeOf = async (id: string) =>
  (await forum.guest.get(`/uploads/${id}/690`)).headers['content-type']

const storedOf = async (id: string) =>
  (await readdir(join(forum.folder, 'uploads', id.slice(0, 2)))).filter((name) => name.includes(id))

const finding = () => checkVariants({ ...forum, configuration: forum.settings, now: forum.now() })

test('an older picture is shown as it is until it gets its variants', async () => {
  const { id, threadId } = await older()
  const { items } = (await forum.guest.get(`/threads/${threadId}/posts`)).body
  expect(items[0].html).toContain(`srcset="/api/v1/uploads/${id}/690 690w`)
  expect(await typeOf(id)).toBe('image/png')
  await addVariants(forum.context())
  expect(await typeOf(id)).toBe('image/webp')
  expect(await storedOf(id)).toEqual([id, `${id}-1380`, `${id}-690`])
})

test('its progress is reported, and how many wait is found by the doctor', async () => {
  await older()
  await older()
  expect((await finding()).words).toMatch(/^2 of \d+ uploads wait/)
  const reported: number[] = []
  await addVariants(forum.context(), (done, total) => reported.push(total - done))
  expect(reported).toEqual([2, 1, 0])
  expect((await finding()).level).toBe('good')
})

test('it stops when its time is over and goes on where it stopped', async () => {
  const { id } = await older()
  await addVariants(forum.context(), undefined, -1)
  expect(await typeOf(id)).toBe('image/png')
  vi.spyOn(forum.ports.files, 'put').mockRejectedValueOnce(new Error('the power went out'))
  await expect(addVariants(forum.context())).rejects.toThrow('power')
  expect(await typeOf(id)).toBe('image/png')
  await addVariants(forum.context())
  expect(await typeOf(id)).toBe('image/webp')
})

test('lost and broken pictures do not stop it', async () => {
  const [lost, broken, good] = [await older(), await older(), await older()]
  await forum.ports.files.remove(lost.id)
  await forum.ports.files.put(broken.id, [Buffer.from('GIF89a'), Buffer.alloc(60_000)])
  await addVariants(forum.context())
  expect(await typeOf(good.id)).toBe('image/webp')
  expect((await finding()).level).toBe('good')
})

test('a picture that is erased while it is drawn leaves nothing', async () => {
  const { id, postId } = await older()
  const { open } = forum.ports.files
  vi.spyOn(forum.ports.files, 'open').mockImplementationOnce(async (name) => {
    const file = await open(name)
    await eraseUploads(forum.context(), { kind: 'post', id: postId })
    await removeErasedFiles(forum.context())
    return file
  })
  await addVariants(forum.context())
  expect(await storedOf(id)).toEqual([])
})

test('two runs at the same time make each variant once', async () => {
  const { id } = await older()
  const put = vi.spyOn(forum.ports.files, 'put')
  await Promise.all([addVariants(forum.context()), addVariants(forum.context())])
  expect(put).toHaveBeenCalledTimes(2)
  expect(await typeOf(id)).toBe('image/webp')
})
