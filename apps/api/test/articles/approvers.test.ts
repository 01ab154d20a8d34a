import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { draft, publish, save, writer } from './writing.ts'

const forum = startForum()

const notesFrom = async (client: Client, { username }: Client) => {
  await forum.settle()
  const { items } = (await client.get('/notifications')).body
  return (items as { kind: string; url: string; actor: { username: string } | null }[]).filter(
    ({ kind, actor }) => kind === 'article_approval' && actor?.username === username
  )
}

test('who may approve an article is notified, neither its author nor other staff', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const other = await forum.user({ role: 'staff' })
  await publish(author, await draft(author))
  expect(await notesFrom(second, author)).toMatchObject([{ url: '/articles/work' }])
  for (const one of [author, other]) expect(await notesFrom(one, author)).toEqual([])
})

test('who wrote a version is not asked to approve it', async () => {
  const [author, editor, second] = [await writer(forum), await writer(forum), await writer(forum)]
  const article = await draft(author)
  await save(editor, article, { body: 'Open the app.' })
  await publish(author, article)
  expect(await notesFrom(editor, author)).toEqual([])
  expect(await notesFrom(second, author)).toHaveLength(1)
})

test("a volunteer's proposal is notified, and another of the same day is not", async () => {
  const [volunteer, staff] = [await forum.user({ role: 'volunteer' }), await writer(forum)]
  for (const article of [await draft(volunteer), await draft(volunteer)]) {
    await volunteer.post(`/articles/${article.id}/translations/en/proposal`)
    expect(await notesFrom(staff, volunteer)).toHaveLength(1)
  }
})

test('nobody is notified of what no longer waits', async () => {
  const [author, second] = [await writer(forum), await writer(forum)]
  const article = await draft(author)
  await publish(author, article)
  await author.post(`/articles/${article.id}/translations/en/publication/undo`)
  expect(await notesFrom(second, author)).toEqual([])
})
