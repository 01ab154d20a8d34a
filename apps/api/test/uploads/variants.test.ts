import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { erasePostsOf } from '@stoa/threads'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { animation, picture } from './drawing.ts'
import { sendFile } from './sending.ts'

const forum = startForum()
const widths = ['', '/690', '/1380']
let author: Client
let categoryId: number
let large: Buffer

beforeAll(async () => {
  author = await forum.user()
  categoryId = await forum.category()
  large = await picture(1500, 300)
})

/** A public thread that shows a picture. */
async function shown(bytes: Buffer = large, name = 'shot.png') {
  const { id, markdown } = (await sendFile(author, name, bytes)).body
  const thread = await createThread(author, categoryId, { body: `Look: ${markdown}` })
  const { items } = (await forum.guest.get(`/threads/${thread.id}/posts`)).body
  const { postId } = thread
  return { id, path: `/uploads/${id}`, postId, threadId: thread.id, html: String(items[0].html) }
}

const storedOf = async (id: string) =>
  (await readdir(join(forum.folder, 'uploads', id.slice(0, 2)))).filter((name) =>
    name.startsWith(id)
  )

const filesOnDisk = async () =>
  (await readdir(join(forum.folder, 'uploads'), { recursive: true })).length

const statuses = (client: Client, path: string) =>
  Promise.all(widths.map(async (width) => (await client.get(path + width)).status))

/** The picture at an address, as a browser would see it. */
async function seen(path: string) {
  const { headers, raw } = await forum.guest.get(path)
  const { format, width, pages } = await sharp(raw).metadata()
  return { type: headers['content-type'], bytes: raw.length, format, width, pages }
}

describe('a picture', () => {
  test('is kept in two widths, and its post names them', async () => {
    const { id, path, html } = await shown()
    const [original, small, wide] = await Promise.all(widths.map((width) => seen(path + width)))
    expect(original).toMatchObject({ format: 'png', width: 1500 })
    expect(small).toMatchObject({ type: 'image/webp', format: 'webp', width: 690 })
    expect(wide).toMatchObject({ type: 'image/webp', format: 'webp', width: 1380 })
    expect(small?.bytes).toBeLessThan(wide?.bytes ?? 0)
    const url = `/api/v1/uploads/${id}`
    expect(html).toContain(`srcset="${url}/690 690w, ${url}/1380 1380w"`)
    expect(html).toContain(`<a href="${url}"><img src="${url}"`)
  })

  test('is never enlarged', async () => {
    const { id, path, html } = await shown(await picture(1170, 300))
    expect(html).toContain(`/uploads/${id}/1380 1170w`)
    expect(await seen(`${path}/1380`)).toMatchObject({ format: 'webp', width: 1170 })
  })

  test('that is small has no variants, and is sent at their addresses', async () => {
    const { id, path, html } = await shown(await picture(100, 50))
    expect(await storedOf(id)).toEqual([id])
    expect(html).not.toContain('srcset')
    expect(await seen(`${path}/690`)).toMatchObject({ format: 'png', width: 100 })
  })

  test('that moves goes on moving in every width', async () => {
    const { id, path, html } = await shown(await animation(), 'moving.webp')
    expect(await storedOf(id)).toEqual([id])
    expect(html).not.toContain('srcset')
    expect(await seen(`${path}/1380`)).toMatchObject({ format: 'webp', width: 800, pages: 2 })
  })

  test('that is broken is refused and leaves nothing', async () => {
    const before = await filesOnDisk()
    const broken = Buffer.concat([large.subarray(0, 90_000), Buffer.alloc(90_000, 7)])
    const refused = await sendFile(author, 'shot.png', broken)
    expect([refused.status, refused.body.code]).toEqual([422, 'upload_broken'])
    expect(await filesOnDisk()).toBe(before)
  })

  test('has no other widths', async () => {
    const { path } = await shown()
    expect((await forum.guest.get(`${path}/691`)).status).toBe(404)
  })
})

test('a hidden picture is gone in every width at once, for those who may not see it', async () => {
  const { path, postId } = await shown()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  expect(await statuses(forum.guest, path)).toEqual([200, 200, 200])
  await volunteer.post(`/posts/${postId}/hiding`, { reason: 'leaked_secret' })
  expect(await statuses(forum.guest, path)).toEqual([404, 404, 404])
  expect(await statuses(await forum.user(), path)).toEqual([404, 404, 404])
  expect(await statuses(author, path)).toEqual([200, 200, 200])
  const { headers } = await volunteer.get(`${path}/690`)
  expect(headers['cache-control']).toBe('private, no-store')
})

test('a picture in no post yet is for its uploader only, in every width', async () => {
  const { id } = (await sendFile(author, 'shot.png', large)).body
  expect(await statuses(author, `/uploads/${id}`)).toEqual([200, 200, 200])
  expect(await statuses(await forum.user({ role: 'admin' }), `/uploads/${id}`)).toEqual([
    ...[404, 404, 404]
  ])
})

test('pictures uploaded at the same time each get their own variants', async () => {
  const people = await Promise.all(Array.from({ length: 4 }, () => forum.user()))
  const heights = [200, 210, 220, 230]
  const sent = await Promise.all(
    people.map(async (client, at) =>
      sendFile(client, 'a.png', await picture(800, heights[at] ?? 0))
    )
  )
  const small = await Promise.all(
    sent.map(async ({ body }, at) => (await people[at]?.get(`/uploads/${body.id}/690`))?.raw)
  )
  const sizes = await Promise.all(
    small.map(async (bytes) => (await sharp(bytes).metadata()).height)
  )
  expect(sizes).toEqual(heights.map((height) => Math.round((height * 690) / 800)))
})

const erasers: [string, (post: { id: string; postId: number }) => Promise<unknown>][] = [
  [
    'redacting its passage',
    ({ id, postId }) => {
      const text = `![shot.png](/api/v1/uploads/${id})`
      return author.post(`/posts/${postId}/redaction`, { text })
    }
  ],
  ['erasing its author’s posts', () => erasePostsOf(forum.context(), author.id)]
]

test.each(erasers)('%s removes a picture in every width', async (_, erase) => {
  const post = await shown()
  expect(await storedOf(post.id)).toEqual([post.id, `${post.id}-1380`, `${post.id}-690`])
  await erase(post)
  await forum.settle()
  expect(await statuses(author, post.path)).toEqual([404, 404, 404])
  expect(await storedOf(post.id)).toEqual([])
})

test('feeds lead to every width at the forum’s own address', async () => {
  const { id, threadId } = await shown()
  const { text } = await forum.guest.inject({ method: 'GET', url: `/t/${threadId}/feed.xml` })
  const url = `${forum.origin}/api/v1/uploads/${id}`
  expect(text).toContain(`${url}/690 690w, ${url}/1380 1380w`)
  expect(text).not.toMatch(/[\s"]\/api\/v1/)
})
