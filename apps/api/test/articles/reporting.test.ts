import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { publicArticle, save, publish, writer } from './writing.ts'

const forum = startForum()

const report = (client: Client, { id }: { id: number }, values: object = {}) =>
  client.post(`/articles/${id}/translations/en/reports`, { reason: 'scam', ...values })

const caseOf = async (client: Client, { id }: { id: number }) =>
  (await client.get('/moderation/cases')).body.items.find(
    ({ article }: { article: { id: number } | null }) => article?.id === id
  )

test('a reported article is a case that staff alone see and count', async () => {
  const [article, editor] = [await publicArticle(forum), await writer(forum)]
  await save(editor, article, { body: 'Open the app.' })
  await publish(editor, article)
  const [member, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  expect((await report(member, article, { note: 'It leads to thieves.' })).status).toBe(201)
  expect(await caseOf(staff, article)).toMatchObject({
    ...{ kind: 'article', post: null, urgent: true, can: { resolve: true, hide: false } },
    article: { language: 'en', revision: 2, url: `/articles/${article.slug}` },
    reports: [{ reason: 'scam', note: 'It leads to thieves.' }]
  })
  const volunteer = await forum.user({ role: 'volunteer' })
  const { body, text } = await volunteer.get('/moderation/queue')
  expect(text).not.toContain(article.slug)
  expect(body.counts.find(({ kind }: { kind: string }) => kind === 'case').count).toBe(0)
})

test('two reports of an article are one case, and one person reports once', async () => {
  const [article, one, other] = [await publicArticle(forum), await forum.user(), await forum.user()]
  await report(one, article)
  expect((await report(one, article)).status).toBe(200)
  expect((await report(other, article, { reason: 'illegal' })).status).toBe(201)
  const found = await caseOf(await forum.user({ role: 'staff' }), article)
  expect(found.reports).toHaveLength(2)
})

test('what somebody may not read they cannot report, nor what they wrote', async () => {
  const [member, author] = [await forum.user(), await writer(forum)]
  const ofStaff = await publicArticle(forum, { readers: 'staff' })
  expect((await report(member, ofStaff)).status).toBe(404)
  expect((await report(forum.guest, await publicArticle(forum))).status).toBe(401)
  const own = await publicArticle(forum, { author: author.username })
  expect((await report(author, own)).body.code).toBe('own_content')
})

test('an upheld report puts the article on the work list and is answered', async () => {
  const [article, member] = [await publicArticle(forum), await forum.user()]
  const staff = await forum.user({ role: 'staff' })
  await report(member, article)
  const { id } = await caseOf(staff, article)
  const path = `/moderation/cases/${id}/resolution`
  const volunteer = await forum.user({ role: 'volunteer' })
  expect((await volunteer.post(path, { outcome: 'dismiss' })).status).toBe(404)
  expect((await staff.post(path, { outcome: 'hide', reason: 'scam' })).status).toBe(422)
  expect((await staff.post(path, { outcome: 'uphold', reason: 'scam' })).status).toBe(204)
  const { overdue } = (await (await writer(forum)).get('/articles/work')).body
  expect(overdue.map((row: { id: number }) => row.id)).toContain(article.id)
  await forum.settle()
  const [note] = (await member.get('/notifications')).body.items
  expect(note).toMatchObject({ kind: 'report_outcome', detail: { action: 'report_upheld' } })
})

test('a dismissed report changes nothing, and its author decides on none', async () => {
  const [member, author] = [await forum.user(), await writer(forum)]
  const article = await publicArticle(forum, { author: author.username })
  await report(member, article)
  expect(await caseOf(author, article)).toBeUndefined()
  const staff = await forum.user({ role: 'staff' })
  const { id } = await caseOf(staff, article)
  const dismissal = { outcome: 'dismiss' }
  expect((await author.post(`/moderation/cases/${id}/resolution`, dismissal)).status).toBe(404)
  expect((await staff.post(`/moderation/cases/${id}/resolution`, dismissal)).status).toBe(204)
  const { overdue } = (await author.get('/articles/work')).body
  expect(overdue.map((row: { id: number }) => row.id)).not.toContain(article.id)
  await forum.settle()
  const [note] = (await member.get('/notifications')).body.items
  expect(note).toMatchObject({ kind: 'report_outcome', detail: { action: 'report_dismissed' } })
})

test('the public log says nothing of a reported article', async () => {
  const [article, staff] = [await publicArticle(forum), await forum.user({ role: 'staff' })]
  await report(await forum.user(), article, { reason: 'illegal' })
  const { id } = await caseOf(staff, article)
  const shown = async () => (await forum.guest.get('/moderation/log')).body.items
  const before = await shown()
  const decision = { outcome: 'uphold', reason: 'illegal' }
  expect((await staff.post(`/moderation/cases/${id}/resolution`, decision)).status).toBe(204)
  expect(await shown()).toEqual(before)
  expect((await staff.get('/moderation/log')).body.items[0].actor).toBe(staff.username)
})
