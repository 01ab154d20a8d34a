import { writeArticleUses } from '@stoa/articles'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { publicArticle, publish, save, writer } from './writing.ts'

const forum = startForum({ web: true })

const highlights = async (client = forum.guest) => {
  const { body } = await client.get('/articles/highlights')
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id)
  return { popular: ids(body.popular), updated: ids(body.updated) }
}

test('the help centre shows what is read most and what changed last, to whom it is for', async () => {
  const [read, changed] = [await publicArticle(forum), await publicArticle(forum)]
  const hidden = await publicArticle(forum, { readers: 'members' })
  const headers = { 'user-agent': 'Mozilla/5.0 Firefox/140.0' }
  for (const { slug } of [read, hidden])
    await (await forum.user()).inject({ method: 'GET', url: `/articles/${slug}`, headers })
  await writeArticleUses(forum.context())
  const author = await writer(forum)
  await save(author, changed, { body: 'Open the wallet today.' })
  await publish(await writer(forum), changed)
  expect(await highlights()).toEqual({ popular: [read.id], updated: [changed.id, read.id] })
  expect((await highlights(await forum.user())).popular).toContain(hidden.id)
})

test('the page has a form that searches articles alone, and both lists', async () => {
  const { text } = await forum.guest.inject({ method: 'GET', url: '/help?lang=en' })
  expect(text).toContain('name="kind" value="article"')
  for (const heading of ['Popular articles', 'Recently updated']) expect(text).toContain(heading)
})
