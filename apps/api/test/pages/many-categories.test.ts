import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })

const textOf = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })).text

let serial = 0
async function addCategories(count: number) {
  const added = Array.from({ length: count }, () => `many-${(serial += 1) + 100}`)
  for (const slug of added) await forum.category({ slug, name: { en: slug } })
}

test('beyond forty, one more category costs no page a byte', async () => {
  await addCategories(60)
  const categoryId = await forum.category({ slug: 'here' })
  const { id } = await createThread(await forum.user(), categoryId)
  const member = await forum.user()
  const weigh = () =>
    Promise.all(
      ['/', `/t/${id}`, '/c/here'].map(async (path) => (await textOf(member, path)).length)
    )
  const before = await weigh()
  await addCategories(20)
  expect(await weigh()).toEqual(before)
})

test('every category is found by its words, with and without its parent’s', async () => {
  await addCategories(1)
  const text = await textOf(forum.guest, `/categories?q=MANY-${serial + 100}`)
  expect(text).toContain(`href="/c/many-${serial + 100}"`)
  expect(text).not.toContain(`<a class="quiet-link font-semibold" href="/c/here"`)
})
