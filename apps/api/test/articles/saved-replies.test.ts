import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { add, lines, replyOf } from '../tickets/ruling.ts'
import { publicArticle, translate, writer } from './writing.ts'

const forum = startForum()

const namesIn = (text: string) => ({ names: { en: 'Named' }, body: { en: text } })

const save = (desk: Client, text: string) => desk.post('/desk/saved-replies', namesIn(text))

/** The saved reply as it is inserted into the answer to a ticket. */
async function filled(desk: Client, id: number, number: string) {
  const { items } = (await desk.get(`/tickets/${number}/saved-replies`)).body
  return items.find((one: { id: number }) => one.id === id)
}

test('a named article becomes its title and address, in the language of the ticket', async () => {
  const article = await publicArticle(forum, { title: 'Opal withdrawals' })
  const chinese = await translate(forum, article, 'zh-CN', { title: '蛋白石提现', body: '打开。' })
  const desk = await agent(forum)
  const { id } = (await save(desk, `See {article:${article.slug}}.`)).body
  const inLanguage = async (locale: 'en' | 'zh-CN') =>
    filled(desk, id, await openTicket(await forum.user({ locale })))
  expect(await inLanguage('en')).toMatchObject({
    text: `See [Opal withdrawals](${forum.origin}/articles/${article.slug}).`,
    leftOut: []
  })
  const address = `${forum.origin}/articles/${encodeURIComponent(chinese.slug)}`
  expect(await inLanguage('zh-CN')).toMatchObject({ text: `See [蛋白石提现](${address}).` })
})

test('an article may be named by its address, and has its successor once archived', async () => {
  const [old, next] = [await publicArticle(forum), await publicArticle(forum, { title: 'Newer' })]
  const desk = await agent(forum)
  const { id } = (await save(desk, `{article: ${forum.origin}/articles/${old.slug}}`)).body
  const staff = await writer(forum)
  const number = await openTicket(await forum.user())
  await staff.put(`/articles/${old.id}/archive`, { successor: next.id })
  const text = `[Newer](${forum.origin}/articles/${next.slug})`
  expect(await filled(desk, id, number)).toMatchObject({ text, leftOut: [] })
})

test('an article that the requester may not read is left out, and the agent is told', async () => {
  const requester = await forum.user()
  const group = await forum.group([requester])
  const title = 'Jasper rules'
  const article = await publicArticle(forum, { title, readers: 'groups', readerGroups: [group] })
  const desk = await agent(forum)
  const { id } = (await save(desk, `Hello.\n\n- {article:${article.slug}}\n- Bye.`)).body
  const [own, others] = [await openTicket(requester), await openTicket(await forum.user())]
  expect((await filled(desk, id, own)).text).toContain(`- [${title}](`)
  expect(await filled(desk, id, others)).toMatchObject({
    text: 'Hello.\n\n- Bye.',
    leftOut: [title]
  })
  const { body } = await desk.post('/desk/replies', { numbers: [own, others], savedReplyId: id })
  expect(body.changed).toBe(1)
  expect(body.refused).toMatchObject([{ number: others, detail: expect.stringContaining(title) }])
})

test('an unknown article, and one that nothing replaces, are refused at saving', async () => {
  const [desk, staff] = [await agent(forum), await writer(forum)]
  const article = await publicArticle(forum)
  const { body } = await save(desk, 'See {article:no-such-thing}.')
  expect(body.errors).toMatchObject([{ path: 'body.en' }])
  expect(body.errors[0].message).toContain('no-such-thing')
  const { id } = (await save(desk, `See {article:${article.slug}}.`)).body
  await staff.put(`/articles/${article.id}/archive`, { successor: null })
  expect((await save(desk, `See {article:${article.slug}}.`)).status).toBe(422)
  const shown = await filled(desk, id, await openTicket(await forum.user()))
  expect(shown).toMatchObject({ text: 'See .', leftOut: [article.slug] })
})

test('a rule sends an article that the requester may read, and none else', async () => {
  const desk = await agent(forum)
  const article = await publicArticle(forum, { title: 'Beryl steps', readers: 'members' })
  const hidden = await publicArticle(forum, { readers: 'staff' })
  const savedReplyId = await replyOf(desk, `Read {article:${article.slug}}.`)
  await add(desk, { savedReplyId, words: ['beryl'] })
  await add(desk, {
    savedReplyId: await replyOf(desk, `{article:${hidden.slug}}`),
    words: ['coral']
  })
  const member = await forum.user({ locale: 'en' })
  const read = await openTicket(member, { subject: 'About beryl' })
  const refused = await openTicket(member, { subject: 'About coral' })
  await forum.settle()
  const { messages } = (await member.get(`/tickets/${read}`)).body
  expect(messages.at(-1).html).toContain('>Beryl steps</a>')
  expect((await lines(desk, refused)).join()).toContain('auto_answer_failed')
})

test('a placeholder that nobody filled in is not sent', async () => {
  const [desk, number] = [await agent(forum), await openTicket(await forum.user())]
  const message = { body: 'See {article:how-to}.', audience: 'requester' }
  expect((await desk.post(`/tickets/${number}/messages`, message)).body.code).toBe('blank_left')
})

test('who archives an article sees the saved replies that name it; nobody else does', async () => {
  const [desk, staff] = [await agent(forum), await writer(forum)]
  const article = await publicArticle(forum)
  const { id } = (await save(desk, `{article:${article.slug}}`)).body
  const path = `/articles/${article.id}/saved-replies`
  expect((await staff.get(path)).body.items).toEqual([{ id, name: 'Named', language: 'en' }])
  expect(
    (await staff.get(`/articles/${(await publicArticle(forum)).id}/saved-replies`)).body
  ).toEqual({
    items: []
  })
  expect((await desk.get(path)).status).toBe(403)
})
