import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { announcer, draft, publish } from './writing.ts'

const forum = startForum()

const path = '/announcements/templates/incident/en'
const incident = async (client: Client) => {
  const { items } = (await client.get('/announcements/templates')).body
  return items.find(
    (one: { type: string; language: string }) => one.type === 'incident' && one.language === 'en'
  )
}
const save = async (client: Client, words: object) =>
  client.put(path, { title: '[Coin] deposits wait', body: 'We work on it.', ...words })

test('writers of announcements change a template in one language and reset it', async () => {
  const [writer, other] = [await announcer(forum), await forum.user({ role: 'staff' })]
  const before = await incident(writer)
  expect(before).toMatchObject({ isShipped: true, revision: 0, editor: null })
  expect((await save(other, { revision: 0 })).status).toBe(403)
  expect((await save(writer, { revision: 0 })).status).toBe(204)
  expect(await incident(writer)).toMatchObject({
    ...{ title: '[Coin] deposits wait', isShipped: false, revision: 1, shipped: before.shipped },
    editor: { username: writer.username }
  })
  const { items } = (await writer.get('/announcements/templates')).body
  expect(items.filter(({ isShipped }: { isShipped: boolean }) => isShipped)).toHaveLength(14)
  expect((await writer.post(`${path}/reset`, { revision: 1 })).status).toBe(204)
  expect(await incident(writer)).toMatchObject({ ...before.shipped, isShipped: true, revision: 2 })
  const versions = (await writer.get(`${path}/revisions`)).body.items
  expect(versions.map(({ title }: { title: string }) => title)).toEqual([
    null,
    '[Coin] deposits wait'
  ])
})

test('saving a template needs a fresh sign-in', async () => {
  const writer = await announcer(forum)
  const { revision } = await incident(writer)
  forum.advance(11 * 60_000)
  const answers = [
    await save(writer, { revision }),
    await writer.post(`${path}/reset`, { revision })
  ]
  expect(answers.map(({ body }) => body?.code)).toEqual(
    Array(2).fill('fresh_authentication_required')
  )
  expect((await incident(writer)).revision).toBe(revision)
})

test.each([
  ['Nothing is lost.\n\nYour **funds** are safe.', 'Your funds are safe.'],
  ['We look into it. It works again within 30 minutes.', 'It works again within 30 minutes.'],
  ['We look into it. Your f&#117;nds\nare s&#97;fe.', 'Your funds are safe.'],
  ['We look into it. Your [fun&shy;ds](https://forum.test) are safe.', 'Your funds are safe.'],
  ['我们已注意到。用户资金安全。', '用户资金安全。'],
  ['我們已注意到。預計 30 分鐘內恢復。', '預計 30 分鐘內恢復。']
])('a template with a promise is refused with the sentence: %s', async (body, sentence) => {
  const writer = await announcer(forum)
  const { revision } = await incident(writer)
  expect(await save(writer, { body, revision })).toMatchObject({
    status: 422,
    body: { code: 'template_promises', sentence, errors: [{ path: 'body' }] }
  })
  expect((await save(writer, { title: sentence, revision })).body.errors).toMatchObject([
    { path: 'title' }
  ])
  expect((await incident(writer)).revision).toBe(revision)
})

test('placeholders of the present and the original template must be filled in', async () => {
  const writer = await announcer(forum)
  const begin = (title: string) =>
    draft(writer, { translations: { en: { title, body: 'We work on it.' } } })
  const saveAs = async (title: string) => {
    forum.advance(1000)
    const { revision } = await incident(writer)
    expect((await save(writer, { title, revision })).status).toBe(204)
  }
  await saveAs('[Asset] cannot be withdrawn')
  const drafts = [await begin('[asset] waits'), await begin('[Network] waits')]
  await saveAs('[Network] is paused')
  const blanks = drafts.map(async (id) => (await publish(writer, id)).body.blank)
  expect(await Promise.all(blanks)).toEqual(['[asset]', '[Network]'])
  expect((await publish(writer, await begin('[Asset] waits'))).body.state).toBe('published')
})

test('brackets of old templates and of Markdown do not block publication', async () => {
  const writer = await announcer(forum)
  const body = '- [x] looked\n- [ ] told [1]\n\nSee [docs].\n\n[docs]: https://docs.example'
  const { revision } = await incident(writer)
  const saved = await save(writer, { title: '[Resolved] something', body, revision })
  expect(saved.status).toBe(204)
  const marked = await draft(writer, { translations: { en: { title: 'It works', body } } })
  expect((await publish(writer, marked)).status).toBe(200)
  forum.advance(1000)
  await writer.post(`${path}/reset`, { revision: revision + 1 })
  const translations = { en: { title: '[Resolved] Deposits work again', body: 'All is well.' } }
  const later = await draft(writer, { translations })
  expect((await publish(writer, later)).body.state).toBe('published')
})

test('saving over a version that was not read shows the present one', async () => {
  const [one, other] = [await announcer(forum), await announcer(forum)]
  const { revision } = await incident(one)
  const answers = await Promise.all([
    save(one, { body: 'One works on it.', revision }),
    save(other, { body: 'Other works on it.', revision })
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.body.code).toBe('revision_changed')
  expect(refused?.body.now.parts).toContainEqual({
    name: 'body',
    text: (await incident(one)).body
  })
})
