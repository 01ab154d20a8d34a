import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { draft, publicArticle, publish, save, words, writer } from './writing.ts'

const forum = startForum()
const [one, other] = [
  '0x52908400098527886E0F7030069857D2E4169EE7',
  '0x8617E340B3D01FA5F11F306F4090FD50E238070D'
]

test.each([
  ['two numbers in each other’s place', 'From 2 to 3 days.', 'From 3 to 2 days.'],
  ['two addresses in each other’s place', `ETH ${one}, BSC ${other}.`, `ETH ${other}, BSC ${one}.`],
  ['a number in Han numerals', '等待两个工作日。', '等待三个工作日。'],
  ['a sign before a number', 'Keep +5 USDT.', 'Keep -5 USDT.'],
  ['letters around a number', 'Choose TRC20.', 'Choose ERC20.'],
  ['the title of a link', 'Read [this](/help).', 'Read [this](/help "Pay 5 USDT").']
])('%s needs a second person', async (_, before, now) => {
  const article = await publicArticle(forum, { body: before })
  const editor = await writer(forum)
  await save(editor, article, { body: now })
  expect((await publish(editor, article)).body.state).toBe('awaiting')
})

test('a word beside Han numerals that stay needs one person', async () => {
  const article = await publicArticle(forum, { body: '请等待两个工作日。' })
  const editor = await writer(forum)
  await save(editor, article, { body: '请耐心等待两个工作日。' })
  expect((await publish(editor, article)).body.state).toBe('published')
})

test('an address in the note or in the slug needs a second person, who reads it', async () => {
  for (const change of [{ note: `Now to ${one}` }, { slug: `pay-${one.toLowerCase()}` }]) {
    const article = await publicArticle(forum)
    const editor = await writer(forum)
    await save(editor, article, change)
    expect((await publish(editor, article)).body.state).toBe('awaiting')
    const { body } = await editor.get(`/articles/${article.id}/translations/en`)
    const shown = body.snapshot.parts.map(({ text }: { text: string }) => text)
    expect(shown).toEqual(expect.arrayContaining(Object.values(change)))
  }
})

test('a version with a note that is public is not compared with itself', async () => {
  const [article, editor] = [await publicArticle(forum), await writer(forum)]
  await save(editor, article, { note: 'Since 2 May' })
  await publish(editor, article)
  await publish(await writer(forum), article)
  const { body } = await editor.get(`/articles/${article.id}/translations/en`)
  expect(body).toMatchObject({ state: 'published', critical: [] })
})

test('code is shown to who approves it without its markup', async () => {
  const [article, editor] = [await publicArticle(forum), await writer(forum)]
  await save(editor, article, { body: '```js\nconst to = wallet\n```' })
  const { body } = await editor.get(`/articles/${article.id}/translations/en`)
  expect(body.critical.join('\n')).toContain('const to = wallet')
})

test('tags and words of sections lead nowhere, and the refusal says so', async () => {
  const staff = await writer(forum)
  const [id, names] = [(await draft(staff)).id, { en: 'Cards', 'zh-CN': '卡', 'zh-TW': '卡片' }]
  const tagged = await staff.patch(`/articles/${id}`, { tags: ['partner.example'] })
  expect(tagged).toMatchObject({ status: 422, body: { errors: [{ path: 'tags.0' }] } })
  expect((await staff.post('/articles', words({ tags: ['partner.example'] }))).status).toBe(422)
  const section = { icon: 'card', names, descriptions: { en: `Send to ${one}` } }
  const refused = await staff.post('/article-sections', section)
  expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'descriptions.en' }] } })
})

test('of those who wrote before the public version, one may approve the next', async () => {
  const [editor, next] = [await writer(forum), await writer(forum)]
  const article = await draft(editor)
  await publish(next, article)
  await save(next, article, { body: 'The fee is 3 USDT.' })
  expect((await publish(next, article)).body.state).toBe('awaiting')
  const { unpublished } = (await editor.get('/articles/work')).body
  const row = unpublished.find(({ id }: { id: number }) => id === article.id)
  expect(row.mayApprove).toBe(true)
  expect((await publish(editor, article)).body.state).toBe('published')
})
