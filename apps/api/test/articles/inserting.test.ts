import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { publicArticle, translate } from './writing.ts'

const forum = startForum()

type Found = { id: number; language: string; title: string }

const found = async (client: Client, q: string, answer: object = {}): Promise<Found[]> => {
  const query = new URLSearchParams({ q, language: 'en', ...answer })
  return (await client.get(`/articles/linkable?${query}`)).body.items
}

const excerpt = (client: Client, { id }: { id: number }, language = 'en', query = '') =>
  client.get(`/articles/${id}/translations/${language}/excerpt?${query}`)

test('articles for an answer in public are those for everybody, each once', async () => {
  const title = 'Obsidian keys'
  const article = await publicArticle(forum, { title })
  await translate(forum, article, 'zh-CN', { title: '黑曜石密钥', body: '打开钱包。' })
  const other = await publicArticle(forum, { title: `${title}, again` })
  const hidden = await publicArticle(forum, { title: `${title} of members`, readers: 'members' })
  const volunteer = await forum.user({ role: 'volunteer' })
  expect(await found(volunteer, 'obsidian', { language: 'zh-CN' })).toMatchObject([
    { id: other.id, language: 'en' },
    { id: article.id, language: 'zh-CN', title: '黑曜石密钥' }
  ])
  expect((await excerpt(volunteer, hidden)).status).toBe(404)
  expect((await excerpt(await forum.user(), article)).status).toBe(403)
})

test('articles for a ticket are those that its requester may read', async () => {
  const requester = await forum.user()
  const group = await forum.group([requester])
  const title = 'Malachite limits'
  const theirs = await publicArticle(forum, { title, readers: 'groups', readerGroups: [group] })
  const staffs = await publicArticle(forum, { title: `${title} of staff`, readers: 'staff' })
  const desk = await agent(forum)
  const [own, others] = [await openTicket(requester), await openTicket(await forum.user())]
  expect((await found(desk, 'malachite', { ticket: own })).map(({ id }) => id)).toEqual([theirs.id])
  expect(await found(desk, 'malachite', { ticket: others })).toEqual([])
  expect(await found(desk, 'malachite')).toEqual([])
  expect((await excerpt(desk, theirs, 'en', `ticket=${own}`)).status).toBe(200)
  expect((await excerpt(desk, theirs, 'en', `ticket=${others}`)).status).toBe(404)
  expect((await excerpt(desk, staffs, 'en', `ticket=${own}`)).status).toBe(404)
})

test('who does not answer a ticket learns nothing of its requester', async () => {
  const number = await openTicket(await forum.user())
  const staff = await forum.user({ role: 'staff' })
  const query = `q=x&language=en&ticket=${number}`
  expect((await staff.get(`/articles/linkable?${query}`)).status).toBe(404)
  const article = await publicArticle(forum)
  expect((await excerpt(staff, article, 'en', `ticket=${number}`)).status).toBe(404)
})

test('the text of an article names its source and has whole addresses', async () => {
  const body = '# First\n\nOpen [the wallet](/help), see [below](#s-then).\n\n> [!NOTE]\n> Mind it.'
  const article = await publicArticle(forum, { title: 'Keys [new]', body })
  const { text } = (await excerpt(await forum.user({ role: 'volunteer' }), article)).body
  const url = `${forum.origin}/articles/${article.slug}`
  expect(text).toBe(
    `# First\n\nOpen [the wallet](${forum.origin}/help), see [below](${url}#s-then).\n\n` +
      `> Mind it.\n\nFrom: [Keys \\[new\\]](${url})`
  )
})

test('the text is the public version, in the language that was asked for', async () => {
  const article = await publicArticle(forum)
  await translate(forum, article, 'zh-TW', { title: '如何提領', body: '打開錢包。' })
  const volunteer = await forum.user({ role: 'volunteer' })
  const { text } = (await excerpt(volunteer, article, 'zh-TW')).body
  expect(text).toMatch(/^打開錢包。\n\n來源：\[如何提領\]/)
  expect((await excerpt(volunteer, article, 'zh-CN')).status).toBe(404)
})
