import { beforeEach, expect, test } from 'vitest'
import { webhooks } from '@stoa/webhooks/schema'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { startReceiver } from './receiver.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'
const paths = {
  slack: '/services/T0001/B0001/ourslackword',
  telegram: `/bot${token}/sendMessage?chat_id=@harbor`,
  feishu: '/open-apis/bot/v2/hook/0f1e-feishu'
}
type Format = keyof typeof paths
let admin: Client
beforeEach(async () => {
  admin = await forum.user({ role: 'admin' })
  await forum.settle()
  await forum.connection.db.delete(webhooks)
  receiver.received.length = 0
})

const add = (format: Format, values: object = {}) =>
  admin.post('/webhooks', {
    ...{ name: format, format, url: `${receiver.origin}${paths[format]}` },
    ...{ events: ['announcement.published'], ...values }
  })
const sent = () => receiver.received.map(({ path, body }) => ({ path, body: JSON.parse(body) }))
const translations = { en: { title: 'Fees <!channel> & more', body: 'Secret recipe.' } }

test('an announcement arrives in each chat as title, kind and link', async () => {
  for (const format of ['slack', 'telegram', 'feishu'] as const) await add(format)
  const id = await announce(await announcer(forum), { translations, severity: 'important' })
  await forum.settle()
  const link = `${forum.origin}/announcements/${id}`
  const facts = 'An announcement was published · Notice · Important'
  const text = `Fees <!channel> & more\n${facts}\n${link}`
  expect(sent()).toEqual([
    {
      path: paths.slack,
      body: { text: `Fees &lt;!channel&gt; &amp; more\n${facts}\n<${link}>` }
    },
    {
      path: `/bot${token}/sendMessage`,
      body: { chat_id: '@harbor', text, link_preview_options: { is_disabled: true } }
    },
    { path: paths.feishu, body: { msg_type: 'text', content: { text } } }
  ])
})

test('a thread arrives as title, kind of event, category and link, without its text', async () => {
  await add('telegram', { events: ['thread.created'] })
  const { title, url } = await createThread(await forum.user(), await forum.category())
  await forum.settle()
  const [named, facts, link] = sent()[0]?.body.text.split('\n') as string[]
  expect([named, link]).toEqual([title, forum.origin + url])
  expect(facts).toMatch(/^A thread was posted · category-\d+$/)
})

test('a title that asks Feishu to call everybody calls nobody', async () => {
  await add('feishu', { events: ['thread.created'] })
  const title = 'Deposit late <at user_id="all">all</at> < 3 days'
  await createThread(await forum.user(), await forum.category(), { title })
  await forum.settle()
  const [shown] = sent()[0]?.body.content.text.split('\n') as string[]
  expect(shown).toBe('Deposit late ＜at user_id="all">all＜/at> < 3 days')
})

test('a chat’s URL is stored sealed, and no answer shows it again', async () => {
  const { body } = await add('telegram')
  const { text } = await admin.get('/webhooks')
  expect(text).not.toContain(token)
  const [row] = await forum.connection.db.select().from(webhooks)
  expect(JSON.stringify(row)).not.toContain(token)
  const shown = { name: 'Renamed', format: 'telegram', url: row?.url, events: row?.events }
  expect((await admin.patch(`/webhooks/${body.id}`, shown)).status).toBe(204)
  expect((await admin.post(`/webhooks/${body.id}/tests`)).body.state).toBe('delivered')
  expect(sent()[0]).toMatchObject({ path: `/bot${token}/sendMessage` })
})

test('the second of two new secret URLs is refused, although both look alike', async () => {
  const { id } = (await add('slack')).body
  const { url, snapshot } = (await admin.get('/webhooks')).body.items[0]
  const change = (end: string) =>
    admin.patch(`/webhooks/${id}`, { url: receiver.origin + end, revision: snapshot.revision })
  expect((await change('/services/T0001/B0001/first')).status).toBe(204)
  expect((await admin.get('/webhooks')).body.items[0].url).toBe(url)
  expect((await change('/services/T0001/B0001/second')).body.code).toBe('revision_changed')
})

test('only announcements of the chosen severities arrive', async () => {
  await add('slack', { severities: ['critical'] })
  const author = await announcer(forum)
  await announce(author, { severity: 'important' })
  await announce(author, { translations, severity: 'critical' })
  await forum.settle()
  expect(sent().map(({ body }) => body.text)).toEqual([expect.stringContaining('Critical')])
})

test('an urgent case carries its kinds of reason, and no word of post or report', async () => {
  await add('feishu', { events: ['moderation.urgent_case'] })
  const [author, reporter] = [await forum.user(), await forum.user({ trust: 'trusted' })]
  const { id } = await createThread(await forum.user(), await forum.category())
  const post = await reply(author, id, 'Write to quagmire in Zanzibar.')
  const report = { reason: 'scam', note: 'Peppermint told me.' }
  await reporter.post(`/posts/${post.id}/reports`, report)
  await forum.settle()
  const [message] = sent()
  expect(message?.body.content.text).toContain('Scam or phishing')
  expect(message?.body.content.text).toContain(`${forum.origin}/moderation`)
  const spoken = JSON.stringify(message)
  for (const word of ['Zanzibar', 'quagmire', 'Peppermint', author.username, reporter.username])
    expect(spoken).not.toContain(word)
})

test('an answer of Feishu without its code of success is a failure', async () => {
  const { body } = await add('feishu')
  const tested = (await admin.post(`/webhooks/${body.id}/tests`)).body
  expect(tested).toMatchObject({ state: 'failed', problem: 'status', status: 204 })
})

test('a URL that is not of the chat, or inside, is refused', async () => {
  const url = `${receiver.origin}/elsewhere`
  expect((await add('slack', { url })).status).toBe(422)
  expect((await add('telegram', { url: `${receiver.origin}/bot1/sendMessage` })).status).toBe(422)
  expect((await add('feishu', { url: 'https://10.0.0.1/open-apis/bot/v2/hook/1' })).status).toBe(
    422
  )
})
