import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread } from '../posting.ts'

const forum = startForum()

const network = {
  kind: 'choice',
  label: { en: 'Network', 'zh-CN': '网络' },
  choices: [{ en: 'TRC20' }, { en: 'Other', 'zh-CN': '其他' }]
}
const amount = { kind: 'number', label: { en: 'Amount' } }
const device = { kind: 'text', label: { en: 'Device' } }

/** A category that asks for these fields, with their ids. */
async function asking(...fields: object[]) {
  const admin = await forum.user({ role: 'admin' })
  const categoryId = await forum.category()
  const ids: number[] = []
  for (const field of fields) {
    const { status, body, text } = await admin.post(`/categories/${categoryId}/fields`, field)
    expect(status, text).toBe(201)
    ids.push(body.id)
  }
  return { admin, categoryId, ids, path: `/categories/${categoryId}/fields` }
}

const answers = (ids: number[], ...values: string[]) =>
  Object.fromEntries(values.map((value, index) => [ids[index] ?? 0, value]))

async function firstPost(client: Client, id: number, language = 'en') {
  const { body } = await client.get(`/threads/${id}`, { 'accept-language': language })
  return body.posts[0]
}

const ask = async (client: Client, categoryId: number, fields: object) =>
  client.post('/threads', {
    ...{ categoryId, title: 'Where is my deposit now?', body: 'It has not arrived.' },
    fields
  })

test('readers see what a category asks for, each in their language', async () => {
  const { categoryId, ids } = await asking(network, amount)
  const { items } = (await forum.guest.get('/categories', { 'accept-language': 'zh-CN' })).body
  const { fields } = items.find(({ id }: { id: number }) => id === categoryId)
  expect(fields).toMatchObject([
    {
      id: ids[0],
      kind: 'choice',
      label: '网络',
      choices: [{}, { answer: 'Other', label: '其他' }]
    },
    { id: ids[1], kind: 'number', label: 'Amount', labelLanguage: 'en', required: false }
  ])
})

test('a sub-category asks what its category asks, unless it has a form of its own', async () => {
  const { admin, categoryId, ids } = await asking(network)
  const [plain, own] = [
    await forum.category({ parentId: categoryId }),
    await forum.category({ parentId: categoryId })
  ]
  const { id } = (await admin.post(`/categories/${own}/fields`, amount)).body
  const { items } = (await forum.guest.get('/categories')).body
  const asked = (category: number) =>
    items
      .find((one: { id: number }) => one.id === category)
      .fields.map((field: { id: number }) => field.id)
  expect([asked(plain), asked(own)]).toEqual([ids, [id]])
  const member = await forum.user()
  expect((await ask(member, own, answers(ids, 'TRC20'))).status).toBe(422)
  const created = await ask(member, plain, answers(ids, 'TRC20'))
  const { fields } = await firstPost(forum.guest, created.body.id)
  expect(fields).toMatchObject([{ id: ids[0], answer: 'TRC20' }])
  await admin.delete(`/categories/${own}/fields/${id}`)
  expect((await ask(member, own, answers(ids, 'TRC20'))).status).toBe(201)
})

test('only admins change the form of a category', async () => {
  const { path, ids } = await asking(amount)
  for (const client of [await forum.user(), await forum.user({ role: 'staff' })]) {
    expect((await client.get(path)).status).toBe(403)
    expect((await client.post(path, network)).status).toBe(403)
    expect((await client.patch(`${path}/${ids[0]}`, { required: true })).status).toBe(403)
    expect((await client.delete(`${path}/${ids[0]}`)).status).toBe(403)
  }
})

test('a form never asks for accounts, phones, papers or secrets', async () => {
  const { admin, path } = await asking()
  const labels = [{ en: 'Your account ID' }, { en: 'Contact', 'zh-TW': '手機號碼' }, { en: 'Seed' }]
  for (const label of labels) {
    const { status, body } = await admin.post(path, { kind: 'text', label })
    expect(status).toBe(422)
    expect(body.errors[0].message).toMatch(/^Posts are public/)
  }
})

test('a choice needs two different options, and nothing else has any', async () => {
  const { admin, path } = await asking()
  const withChoices = (...names: string[]) => ({ choices: names.map((en) => ({ en })) })
  const refused = [
    { ...network, ...withChoices('TRC20') },
    { ...network, ...withChoices('A', 'A') },
    { ...amount, ...withChoices('A', 'B') }
  ]
  for (const field of refused) expect((await admin.post(path, field)).status).toBe(422)
})

test('a form has at most eight fields, also if two admins add one at once', async () => {
  const { admin, path } = await asking(...Array.from({ length: 7 }, () => amount))
  const two = await Promise.all([admin.post(path, amount), admin.post(path, device)])
  expect(two.map(({ status }) => status).toSorted()).toEqual([201, 409])
})

test('a thread shows its answers, and lists are filtered by choices', async () => {
  const { categoryId, ids } = await asking(network, amount)
  const asker = await forum.user()
  const { id } = await createThread(asker, categoryId, { fields: answers(ids, 'Other', '12.5') })
  const other = await createThread(asker, categoryId, { fields: answers(ids, 'TRC20') })
  expect((await firstPost(forum.guest, id, 'zh-CN')).fields).toMatchObject([
    { label: '网络', answer: 'Other', text: '其他' },
    { label: 'Amount', answer: '12.5', text: '12.5' }
  ])
  const listed = async (filter: string) =>
    (await forum.guest.get(`/threads?language=all&field=${filter}`)).body.items.map(
      (thread: { id: number }) => thread.id
    )
  expect(await listed(`${ids[0]}:Other`)).toEqual([id])
  expect(await listed(`${ids[0]}:TRC20`)).toEqual([other.id])
  expect(await listed(`${ids[1]}:12.5`)).toEqual([])
})

test('wrong answers are all named at once, and nothing is posted', async () => {
  const { categoryId, ids } = await asking({ ...network, required: true }, amount, device)
  const asker = await forum.user()
  const { status, body } = await ask(asker, categoryId, {
    ...answers(ids, '', 'plenty', 'x'.repeat(101)),
    900000: 'TRC20'
  })
  expect(status).toBe(422)
  const paths = body.errors.map(({ path }: { path: string }) => path)
  expect(paths).toEqual(['fields.900000', ...ids.map((id) => `fields.${id}`)])
})

test('answers are guarded like the text of a post', async () => {
  const { categoryId, ids } = await asking(device)
  const asker = await forum.user({ trust: 'new' })
  const refused = {
    'my password is Xk81-hunter2': 'secret_found',
    'call 13800138000': 'personal_data_found',
    'add t.me/helper_77': 'invalid_input',
    TJRabPrwbZy45sbavfcjinPJC18kjpRTv8: 'invalid_input'
  }
  for (const [value, code] of Object.entries(refused)) {
    const { status, body } = await ask(asker, categoryId, answers(ids, value))
    expect({ status, code: body.code, value }).toEqual({ status: 422, code, value })
    expect(body.errors[0].path).toBe(`fields.${ids[0]}`)
  }
})

test('an edit changes answers; the history keeps the earlier ones', async () => {
  const { categoryId, ids } = await asking(network, device)
  const asker = await forum.user()
  const made = await createThread(asker, categoryId, { fields: answers(ids, 'Other', 'Pixel 8') })
  const path = `/posts/${made.postId}`
  const body = 'It has not arrived yet.'
  expect((await asker.patch(path, { body, fields: answers(ids, 'TRC20') })).status).toBe(204)
  const textsOf = (fields: { text: string }[]) => fields.map(({ text }) => text)
  expect(textsOf((await firstPost(forum.guest, made.id)).fields)).toEqual(['TRC20'])
  const { items } = (await forum.guest.get(`${path}/revisions`)).body
  expect(textsOf(items[0].fields)).toEqual(['Other', 'Pixel 8'])
  const found = await forum.guest.get(`/threads?language=all&field=${ids[0]}:TRC20`)
  expect(found.body.items).toHaveLength(1)
  expect((await asker.patch(path, { body: 'It has arrived by now.' })).status).toBe(204)
  expect(textsOf((await firstPost(forum.guest, made.id)).fields)).toEqual(['TRC20'])
})

test('an approval covers the answers that the moderator read', async () => {
  const { categoryId, ids, admin } = await asking(device)
  await admin.patch(`/categories/${categoryId}`, { rule: 'approve_first' })
  const asker = await forum.user()
  const { postId, id } = await createThread(asker, categoryId, { fields: answers(ids, 'Pixel 8') })
  const staff = await forum.user({ role: 'staff' })
  const { snapshot } = (await staff.get(`/posts/${postId}/source`)).body
  expect(snapshot.parts).toContainEqual({ name: 'answers', text: `${ids[0]}: Pixel 8` })
  const { items } = (await staff.get('/moderation/posts')).body
  const row = items.find((post: { postId: number }) => post.postId === postId)
  expect(row.fields).toMatchObject([{ label: 'Device', text: 'Pixel 8' }])
  const edit = { body: 'It has not arrived yet.', fields: answers(ids, 'Pixel 9') }
  expect((await asker.patch(`/posts/${postId}`, edit)).status).toBe(204)
  const stale = { revision: snapshot.revision }
  expect((await staff.post(`/posts/${postId}/approval`, stale)).status).toBe(409)
  expect((await approvePost(staff, postId)).status).toBe(204)
  expect((await firstPost(forum.guest, id)).fields).toMatchObject([{ text: 'Pixel 9' }])
})

test('a removed field is asked no more; answers to it stay, with their label', async () => {
  const { admin, categoryId, ids, path } = await asking(device)
  const asker = await forum.user()
  const { id, postId } = await createThread(asker, categoryId, { fields: answers(ids, 'Pixel 8') })
  expect((await admin.delete(`${path}/${ids[0]}`)).status).toBe(204)
  expect((await firstPost(forum.guest, id)).fields).toMatchObject([{ label: 'Device' }])
  expect((await ask(await forum.user(), categoryId, answers(ids, 'Pixel 8'))).status).toBe(422)
  const edit = { body: 'It has arrived.', fields: answers(ids, 'Pixel 9') }
  expect((await asker.patch(`/posts/${postId}`, edit)).status).toBe(204)
})

test('a redaction removes a passage from answers and their history', async () => {
  const { categoryId, ids } = await asking(device)
  const asker = await forum.user()
  const made = await createThread(asker, categoryId, { fields: answers(ids, 'Pixel of Anna K.') })
  const path = `/posts/${made.postId}`
  await asker.patch(path, { body: 'Still nothing.', fields: answers(ids, 'Phone of Anna K.') })
  expect((await asker.post(`${path}/redaction`, { text: 'Anna K.' })).status).toBe(204)
  const shown = [
    await forum.guest.get(`${path}/revisions`),
    await forum.guest.get(`${path}/source`)
  ]
  for (const { text } of shown) expect(text).not.toContain('Anna')
})

test('whoever does not see the first post finds nothing by its answers', async () => {
  const { categoryId, ids } = await asking(network)
  const asker = await forum.user()
  const { id, postId } = await createThread(asker, categoryId, { fields: answers(ids, 'TRC20') })
  const staff = await forum.user({ role: 'staff' })
  await staff.post(`/posts/${postId}/hiding`, { reason: 'spam' })
  const found = await forum.guest.get(`/threads?language=all&field=${ids[0]}:TRC20`)
  expect(found.body.items).toEqual([])
  expect((await forum.guest.get(`/threads/${id}`)).text).not.toContain('TRC20')
})

const half = 'legal winner thank year wave sausage'
const otherHalf = 'worth useful legal winner thank yellow'

test('a secret or an address cut over two answers is refused', async () => {
  const { categoryId, ids } = await asking(device, device)
  const asker = await forum.user()
  const address = 'TJRabPrwbZy45sbavfcjinPJC18kjpRTv8'
  const cut = { [half]: otherHalf, [address.slice(0, 12)]: address.slice(12) }
  for (const parts of Object.entries(cut)) {
    const { status, body } = await ask(asker, categoryId, answers(ids, ...parts))
    expect(status).toBe(422)
    expect(body.errors[0].path).toBe(`fields.${ids[1]}`)
  }
})

test('a secret cut over the title and an answer is refused, now or when retitled', async () => {
  const { categoryId, ids } = await asking(device)
  const asker = await forum.user()
  const fields = answers(ids, otherHalf)
  const question = { categoryId, title: half, body: 'It has not arrived.', fields }
  expect((await asker.post('/threads', question)).body.code).toBe('secret_found')
  const { id } = await createThread(asker, categoryId, { fields })
  const { status, body } = await asker.patch(`/threads/${id}`, { title: half })
  expect({ status, code: body.code }).toEqual({ status: 422, code: 'secret_found' })
})

test('an answer that the form no longer allows stays in an edit, and alone blocks none', async () => {
  const { admin, categoryId, ids, path } = await asking(network, device)
  const asker = await forum.user()
  const { postId } = await createThread(asker, categoryId, { fields: answers(ids, 'Other') })
  await admin.patch(`${path}/${ids[0]}`, { choices: [{ en: 'TRC20' }, { en: 'ERC20' }] })
  const edit = { body: 'It has arrived.', fields: answers(ids, 'Other', 'Pixel 9') }
  expect((await asker.patch(`/posts/${postId}`, edit)).status).toBe(204)
  const fresh = await ask(await forum.user(), categoryId, answers(ids, 'Other'))
  expect(fresh.status).toBe(422)
})

test('a redacted choice leaves the filter of lists, and typed answers are found', async () => {
  const { categoryId, ids } = await asking(network, device)
  const asker = await forum.user()
  const fields = answers(ids, 'TRC20', 'Zebraphone 9')
  const { id, postId } = await createThread(asker, categoryId, { fields })
  await forum.settle()
  const found = (await forum.guest.get('/search?q=Zebraphone')).body.items
  expect(found.map(({ threadId }: { threadId: number }) => threadId)).toEqual([id])
  expect((await asker.post(`/posts/${postId}/redaction`, { text: 'TRC20' })).status).toBe(204)
  const listed = await forum.guest.get(`/threads?language=all&field=${ids[0]}:TRC20`)
  expect(listed.body.items).toEqual([])
})

test('a time is stored as an instant, whatever zone it was typed in', async () => {
  const { categoryId, ids } = await asking({ kind: 'time', label: { en: 'When was it sent?' } })
  const asker = await forum.user()
  const typed = answers(ids, '2026-11-28T21:30[Asia/Shanghai]')
  const { body } = await ask(asker, categoryId, typed)
  const shown = { answer: '2026-11-28T13:30Z', text: '2026-11-28 13:30 UTC' }
  expect((await firstPost(forum.guest, body.id)).fields).toMatchObject([shown])
  const outside = ['0000-01-01T00:00+14:00', '9999-12-31T23:59-14:00']
  for (const wrong of ['2026-11-28T21:30', '2026-02-30T21:30Z', 'last night[UTC]', ...outside]) {
    const refused = await ask(asker, categoryId, answers(ids, wrong))
    expect(refused.status, wrong).toBe(422)
    const message = 'Enter a date and time, such as 2026-11-28 21:30.'
    expect(refused.body.errors).toEqual([{ path: `fields.${ids[0]}`, message }])
  }
})
