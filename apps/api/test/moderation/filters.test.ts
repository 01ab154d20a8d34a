import { beforeAll, describe, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let admin: Client
let staff: Client
let author: Client
let categoryId: number

beforeAll(async () => {
  admin = await forum.user({ role: 'admin' })
  staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  author = await forum.user()
  categoryId = await forum.category()
})

/** Adds a filter, tries it and enables it. */
async function filter(value: string, action: string, by = staff, form = 'words') {
  const { body } = await by.post('/filters', { form, value, action })
  await by.post(`/filters/${body.id}/trials`, {})
  expect((await by.patch(`/filters/${body.id}`, { enabled: true })).status).toBe(204)
  return body.id as number
}

const send = (body: string, client = author) =>
  client.post('/threads', { categoryId, title: 'How long does it take?', body })

describe('a word', () => {
  test('on hold waits for a moderator, in any disguise', async () => {
    await filter('加群领奖', 'hold')
    expect((await send('快来 加.群.領.獎')).body.state).toBe('awaiting_approval')
    expect((await send('加群')).body.state).toBe('visible')
  })

  test('to mask is stored nowhere, in a title, a post or an edit', async () => {
    await filter('kwyjibo', 'mask')
    const { id, postId } = await createThread(author, categoryId, {
      title: 'The kwyjibo of it all',
      body: 'A k.w.y.j.i.b.o is here'
    })
    const { body } = await author.get(`/threads/${id}`)
    expect(body.thread.title).toBe('The ＊＊＊ of it all')
    expect(body.posts[0].html).toContain('A ＊＊＊ is here')
    await author.patch(`/posts/${postId}`, { body: 'Again: kwyjibo' })
    expect((await author.get(`/posts/${postId}/source`)).body.body).toBe('Again: ＊＊＊')
  })

  test('to refuse shows its position, and staff may use it', async () => {
    await filter('guaranteed profit', 'refuse')
    const { status, body } = await send('This is Guaranteed Pr0fit!')
    expect([status, body.code]).toEqual([422, 'text_refused'])
    expect(body.errors[0]).toMatchObject({ path: 'body', start: 8, end: 25 })
    expect((await send('Nobody gives guaranteed profit.', staff)).status).toBe(201)
  })

  test('has no effect before it is tried and enabled, nor after it is disabled', async () => {
    const { body } = await staff.post('/filters', {
      form: 'words',
      value: 'frobnicate',
      action: 'refuse'
    })
    const on = () => staff.patch(`/filters/${body.id}`, { enabled: true })
    expect([(await on()).body.code, (await send('frobnicate')).status]).toEqual([
      'filter_untried',
      201
    ])
    await staff.post(`/filters/${body.id}/trials`, {})
    expect([(await on()).status, (await send('frobnicate')).status]).toEqual([204, 422])
    await staff.patch(`/filters/${body.id}`, { enabled: false })
    expect((await send('frobnicate')).status).toBe(201)
    expect((await staff.delete(`/filters/${body.id}`)).status).toBe(204)
  })
})

describe('a pattern of the organisation', () => {
  test('makes its account IDs personal data: their writer is asked first', async () => {
    await filter('(?i)HB-[0-9]{8}', 'account_id', admin, 'pattern')
    const { status, body } = await send('My account is HB-12345678')
    expect([status, body.code]).toEqual([422, 'personal_data_found'])
    expect(body.errors[0]).toMatchObject({ kind: 'account_id', start: 14, end: 25 })
    const ticket = { topic: 'other', subject: 'About it', body: 'My account is HB-12345678' }
    expect((await author.post('/tickets', ticket)).status).toBe(201)
  })

  test('makes its tokens secrets, which are stored nowhere', async () => {
    await filter('hbtok_[a-z0-9]{20}', 'secret', admin, 'pattern')
    const secret = `hbtok_${'a1'.repeat(10)}`
    const ticket = { topic: 'other', subject: 'About it', body: `It is ${secret}` }
    expect((await author.post('/tickets', ticket)).body.code).toBe('secret_found')
    expect((await send(`It is ${secret}`, staff)).body.errors[0].kind).toBe('organisation_secret')
  })

  test('is for admins, and is refused if it is slow or matches nothing', async () => {
    const input = { form: 'pattern', value: 'acct[0-9]+', action: 'secret' }
    expect((await staff.post('/filters', input)).status).toBe(403)
    for (const value of ['(a', 'a*', '(?=a)b', '(a)\\1', '[a-z ]{1,900}x{1,900}'])
      expect((await admin.post('/filters', { ...input, value })).body.errors[0].path).toBe('value')
  })
})

test('a trial shows matches of thirty days, in posts the actor may read', async () => {
  const { id } = await createThread(author, categoryId, { body: 'A zyzzyva came by.' })
  await reply(author, id, 'Two z-y-z-z-y-v-a now.')
  const inside = await forum.category({ rule: 'staff_only' })
  await createThread(staff, inside, { body: 'Our own zyzzyva.' })
  const { body } = await staff.post('/filters', { form: 'words', value: 'zyzzyva', action: 'hold' })
  const trial = await staff.post(`/filters/${body.id}/trials`, { sample: 'No zyzzyva, no ZYZZYVA' })
  expect(trial.body).toMatchObject({ found: 3, complete: true })
  expect(trial.body.sample).toEqual([
    { start: 3, end: 10 },
    { start: 15, end: 22 }
  ])
  expect(trial.body.examples[0].excerpt).toContain('zyzzyva')
})

test('filters are read and changed only with the capability `moderation`', async () => {
  const agent = await forum.user({ role: 'staff', capabilities: ['desk'] })
  const id = await filter('quuxword', 'hold')
  for (const client of [author, agent]) {
    expect((await client.get('/filters')).status).toBe(403)
    expect((await client.post(`/filters/${id}/trials`, {})).status).toBe(403)
    expect((await client.patch(`/filters/${id}`, { enabled: false })).status).toBe(403)
  }
})

test('members’ browsers get enabled patterns of the organisation, and nothing else', async () => {
  const id = await filter('HB-[0-9]{8}', 'account_id', admin, 'pattern')
  await filter('hb_live_[0-9a-f]{32}', 'secret', admin, 'pattern')
  await filter('correct horse battery', 'secret', admin)
  await filter('(?i)tr0ub4dor\\&3|hb_old_[0-9]{9}', 'secret', admin, 'pattern')
  await filter('free coins [0-9]+', 'refuse', staff, 'pattern')
  const told = async () => (await author.get('/filters/public')).body.items
  const account = { kind: 'account_id', value: 'HB-[0-9]{8}' }
  const secret = { kind: 'organisation_secret', value: 'hb_live_[0-9a-f]{32}' }
  expect(await told()).toEqual(expect.arrayContaining([account, secret]))
  expect(JSON.stringify(await told())).not.toMatch(/correct|coins|tr0ub4dor/)
  await admin.patch(`/filters/${id}`, { enabled: false })
  await expect.poll(told).not.toContainEqual(account)
  expect((await forum.guest.get('/filters/public')).status).toBe(401)
})
