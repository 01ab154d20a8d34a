import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { endpointNamed, send } from './calling.ts'
import { patchRows } from './patch-rows.ts'
import type { Call } from './row.ts'
import { everyEndpoint, rows } from './rows.ts'
import { createWorld, type World } from './world.ts'

const forum = startForum()
type Read = (world: World, call: Call) => Promise<{ revision: string }>

const get = async ({ caller }: World, path: string) => (await caller.get(path)).body
/** The snapshot of what has this value of `key` in a list. */
const inList =
  (path: string, key: string, param = key): Read =>
  async (world, { params }) => {
    const { items } = await get(world, path)
    const isIt = (one: Record<string, unknown>) => String(one[key]) === String(params?.[param])
    return items.find(isIt).snapshot
  }
const at =
  (path: string, field = 'snapshot'): Read =>
  async (world, { params }) =>
    (await get(world, path.replace(':id', String(params?.id))))[field]

/** What two people edit, and where its snapshot is read. */
const kinds: Record<string, Read> = {
  'accounts.updateMe': async (world) => get(world, '/me'),
  'announcements.change': at('/announcements/:id/source'),
  'announcements.changeService': inList('/announcements/services', 'key', 'service'),
  'announcements.changeType': inList('/announcements/types', 'key', 'type'),
  'articles.changeSection': inList('/article-sections/sources', 'id'),
  'articles.changeSeries': at('/article-series/:id/source'),
  'articles.changeSettings': at('/articles/:id/source'),
  'groups.rename': at('/groups/:id'),
  'threads.change': async (world, { params }) => {
    const { posts } = await get(world, `/threads/${params?.id}`)
    return (await get(world, `/posts/${posts[0].id}/source`)).threadSnapshot
  },
  'threads.changeCategory': at('/categories/:id'),
  'threads.changeCategoryField': async (world, call) =>
    inList(`/categories/${call.params?.id}/fields`, 'id', 'fieldId')(world, call),
  'threads.edit': at('/posts/:id/source', 'editSnapshot'),
  'tickets.changeCustomFact': inList('/desk/facts', 'key', 'fact'),
  'tickets.changeRule': inList('/desk/rules', 'id'),
  'tickets.changeSavedReply': inList('/desk/saved-replies', 'id'),
  'tickets.changeTopic': inList('/desk/topics', 'key', 'topic'),
  'tickets.setServiceLevels': at('/desk/service-levels')
}

/** Each has one author, or replaces nothing that a form shows. */
const withoutRevision = [
  ...['accounts.renamePasskey', 'announcements.rewordUpdate', 'filters.change'],
  ...['serviceAccounts.change', 'tickets.change', 'webhooks.change']
]

test('what is edited says which revision it replaces', () => {
  const edits = everyEndpoint.filter(([, { method }]) => method === 'PATCH').map(([name]) => name)
  const named = edits.filter((name) => !withoutRevision.includes(name))
  expect(named.filter((name) => !(name in kinds))).toEqual([])
  for (const name of Object.keys(kinds))
    expect(endpointNamed(name).body, name).toHaveProperty('shape.revision')
})

const named = (text: string) => ({ en: text, 'zh-CN': `中文 ${text}`, 'zh-TW': `中文 ${text}` })

// There is one set of service levels: each pair has to differ from what the last test left.
let hours = 24
/** Of a PUT: another value of one field for each of two people. */
const values: Record<string, () => [object, object]> = {
  'tickets.changeCustomFact': () => [{ labels: named('Device') }, { labels: named('Phone') }],
  'tickets.changeRule': () => [{ name: 'Old threads' }, { name: 'Hot threads' }],
  'tickets.changeSavedReply': () => [{ names: named('Hello') }, { names: named('Greeting') }],
  'tickets.setServiceLevels': () => [
    { objectionHours: (hours += 1) },
    { objectionHours: (hours += 1) }
  ]
}

async function twoEdits(name: string, world: World, call: Call): Promise<object[]> {
  const row = patchRows[name]
  if (!row)
    return values[name]!().map((value) => ({ ...(call as { body?: object }).body, ...value }))
  const [first, second] = await row.values(world, call)
  // The row tries its fields one by one: a guide has no level.
  return [first, { ...second, ...('level' in second && { level: null }) }]
}

/** An edit by two people at once: what they write, and how it is read and sent. */
async function openedTwice(name: string) {
  const as = patchRows[name]?.as ?? 'admin'
  const world = await createWorld(forum, as, await forum.category())
  const call = await rows[name]!.call(world)
  const [first = {}, second = {}] = await twoEdits(name, world, call)
  const edit = async (body: object, revision?: string) =>
    send(forum, world.caller, name, { ...call, body: { ...body, ...(revision && { revision }) } })
  return { first, second, edit, read: () => kinds[name]!(world, call) }
}

test.each(Object.keys(kinds))('the second of two edits overwrites nothing: %s', async (name) => {
  const { first, second, edit, read } = await openedTwice(name)
  const { revision } = await read()
  expect((await edit(first, revision)).status).toBeLessThan(300)
  const present = await read()
  expect(present.revision).not.toBe(revision)
  const { status, text } = await edit(second, revision)
  expect([status, JSON.parse(text).code]).toEqual([409, 'revision_changed'])
  expect(await read()).toEqual(present)
  expect((await edit(second, present.revision)).status).toBeLessThan(300)
  expect((await edit(first)).status).toBeLessThan(300)
})

test.each(Object.keys(kinds))('of two edits at the same time one is saved: %s', async (name) => {
  const { first, second, edit, read } = await openedTwice(name)
  const { revision } = await read()
  const answers = await Promise.all([edit(first, revision), edit(second, revision)])
  const statuses = answers.map(({ status }) => (status < 300 ? 'saved' : status)).sort()
  expect(statuses).toEqual([409, 'saved'])
})
