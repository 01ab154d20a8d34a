import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { columnsWith } from '../matrix/traces.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()
const labels = { en: 'Wallet app', 'zh-CN': '钱包应用', 'zh-TW': '錢包應用程式' }
let number = 0

/** Defines a fact and asks for it in a new topic; returns the facts of a ticket of that topic. */
async function askFor(definition: object, required = true) {
  const admin = await forum.user({ role: 'admin' })
  const key = `custom_${(number += 1)}`
  const added = await admin.post('/desk/facts', { key, labels, ...definition })
  if (added.status !== 201) throw new Error(added.text)
  const form = [{ key, required }]
  await admin.post('/desk/topics', { key: `about_${number}`, names: { en: 'Topic' }, form })
  const requester = await forum.user()
  const path = `/tickets/${await openTicket(requester, { topic: `about_${number}` })}`
  return { admin, key, requester, path }
}

const put = (client: Client, path: string, key: string, value: string) =>
  client.put(`${path}/facts`, { facts: { [key]: value } })

const hash = 'a3f1'.repeat(16)
const choices = [
  { value: 'iOS', labels: { en: 'iPhone', 'zh-CN': '苹果手机' } },
  { value: 'Android', labels: { en: 'Android' } }
]

test.each<[string, object, string, string, RegExp]>([
  ['number', {}, '１,250.5', 'a few', /^Enter a number/],
  ['date', {}, '2026-11-25', '2026-02-30', /^Enter a date/],
  ['choice', { choices }, 'iOS', 'Symbian', /^Choose one/],
  ['pattern', { pattern: 'UID[0-9]{8}', example: 'UID12345678' }, 'UID00000001', 'UID1', /UID123/],
  ['transaction', { networks: ['tron'] }, hash, `0x${hash}`, /on Tron\b/],
  ['line', {}, 'Any text', 'two\nlines', /./]
])('a %s takes what fits and says what does not', async (kind, rest, right, wrong, why) => {
  const { key, requester, path } = await askFor({ kind, ...rest })
  const refused = await put(requester, path, key, wrong)
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, `facts.${key}`])
  expect(refused.body.errors[0].message).toMatch(why)
  expect((await requester.get(`${path}/facts`)).body.missing).toBe(1)
  expect((await put(requester, path, key, right)).status).toBe(204)
  expect((await requester.get(`${path}/facts`)).body.missing).toBe(0)
})

test('a custom fact has a label in the reader’s language, and its values are sealed', async () => {
  const { key, requester, path } = await askFor({ kind: 'choice', choices, hints: { en: 'On it' } })
  const other = await askFor({ kind: 'line' })
  await put(other.requester, other.path, other.key, 'Quicksilver wallet')
  const read = { 'accept-language': 'zh-CN' }
  const [item] = (await requester.get(`${path}/facts`, read)).body.items
  expect(item).toMatchObject({ key, kind: 'choice', label: '钱包应用', hint: 'On it' })
  expect(item.choices[0]).toEqual({ value: 'iOS', label: '苹果手机' })
  expect(await columnsWith(forum, ['Quicksilver wallet'])).toEqual([])
  const desk = await agent(forum)
  expect((await desk.get(`${other.path}/facts`)).body.items[0].value).toBe('Quicksilver wallet')
})

test.each<[string, object, string]>([
  ['an example its pattern refuses', { kind: 'pattern', pattern: 'a+', example: 'b' }, 'example'],
  ['a pattern without an example', { kind: 'pattern', pattern: 'a+' }, 'example'],
  ['a broken pattern', { kind: 'pattern', pattern: '(a', example: 'a' }, 'pattern'],
  ['a back-reference', { kind: 'pattern', pattern: '(a)\\1', example: 'aa' }, 'pattern'],
  ['one choice', { kind: 'choice', choices: [choices[0]] }, 'choices'],
  ['no network', { kind: 'transaction' }, 'networks'],
  ['a number as an example of a date', { kind: 'date', example: '12' }, 'example'],
  ['no label in the default language', { kind: 'line', labels: { 'zh-CN': '钱包' } }, 'labels.en'],
  ['a secret in its hint', { kind: 'line', hints: { en: 'password: hunter2!hunter2' } }, 'hints.en']
])('a definition with %s is refused there', async (_, definition, path) => {
  const admin = await forum.user({ role: 'admin' })
  const given = { key: `refused_${(number += 1)}`, labels, ...definition }
  const { status, body } = await admin.post('/desk/facts', given)
  expect([status, body.errors?.[0]?.path]).toEqual([422, path])
  expect((await admin.get('/desk/facts')).text).not.toContain(given.key)
})

test('a key is used once, never that of a standard detail, and only by admins', async () => {
  const { admin, key } = await askFor({ kind: 'line' })
  for (const taken of [key, 'network'])
    expect((await admin.post('/desk/facts', { key: taken, kind: 'line', labels })).body.code).toBe(
      'custom_fact_taken'
    )
  const desk = await agent(forum)
  expect((await desk.post('/desk/facts', { key: 'mine', kind: 'line', labels })).status).toBe(403)
  expect((await desk.get('/desk/facts')).status).toBe(403)
  const form = [{ key: 'nobody_defined_it', required: true }]
  const topic = { key: 'undefined_fact', names: { en: 'Topic' }, form }
  expect((await admin.post('/desk/topics', topic)).status).toBe(422)
})

test('a changed definition holds for later values; saved ones keep their label', async () => {
  const { admin, key, requester, path } = await askFor({ kind: 'choice', choices })
  await put(requester, path, key, 'iOS')
  const later = [...choices.slice(1), { value: 'Web', labels: { en: 'Browser' } }]
  const change = { labels: { en: 'Where' }, choices: later }
  expect((await admin.put(`/desk/facts/${key}`, change)).status).toBe(204)
  const [item] = (await requester.get(`${path}/facts`)).body.items
  expect([item.label, item.value]).toEqual(['Where', 'iOS'])
  expect((await put(requester, path, key, 'iOS')).status).toBe(422)
  expect((await admin.put('/desk/facts/nothing', change)).status).toBe(404)
  await (await agent(forum)).patch(path, { topic: 'other' })
  const moved = (await requester.get(`${path}/facts`)).body.items
  expect(moved).toContainEqual(expect.objectContaining({ key, label: 'Where', required: false }))
})
