import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { filledForm } from '../pages/filled-form.ts'
import { sendPageForm } from '../pages/sending-forms.ts'
import { endpointNamed, send } from './calling.ts'
import { kinds } from './edited-kinds.ts'
import { patchRows } from './patch-rows.ts'
import type { Call } from './row.ts'
import { everyEndpoint, rows } from './rows.ts'
import { createWorld, type World } from './world.ts'

const forum = startForum({ web: true })
/** A passkey has one owner, a filter is turned on or off, and a ticket takes only what is chosen. */
const withoutRevision = ['accounts.renamePasskey', 'filters.change', 'tickets.change']

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
  return { world, call, first, second, edit, read: () => kinds[name]!.read(world, call) }
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

/** The form of a kind, as its page shows it and as a browser sends it. */
function formOf(name: string, { caller }: World, { params = {} }: Call) {
  const path = kinds[name]!.form.replace(/:(\w+)/g, (_, key: string) => String(params[key]))
  const [url = '', action] = path.split('?')
  const open = async () => {
    const page = await caller.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
    return filledForm(page.text, `?${action}`)
  }
  const save = async (fields: Record<string, string[]>, other?: string) => {
    const sent = Object.entries(fields).flatMap(([key, all]) => all.map((one) => [key, one]))
    const answer = await sendPageForm(caller, other ? url + other : path, sent)
    return { ...answer, again: filledForm(answer.text, `?${action}`) }
  }
  return { open, save }
}

test.each(Object.keys(kinds))(
  'a refused form shows both and saves when sent again: %s',
  async (name) => {
    const { world, call, first, edit, read } = await openedTwice(name)
    const { open, save } = formOf(name, world, call)
    const { field } = kinds[name]!
    const typed = field === 'objectionHours' ? '99' : 'typed-by-me'
    const opened = await open()
    expect((await edit(first)).status).toBeLessThan(300)
    const { status, text, again } = await save({ ...opened, [field]: [typed] })
    expect([status, again[field]]).toEqual([409, [typed]])
    const [theirs, mine] = text.slice(text.indexOf('role="alert"')).match(/<dl.*?<\/dl>/gs) ?? []
    for (const difference of [theirs, mine]) expect(difference).toMatch(/<(?:ins|del)\b/)
    expect(mine).toContain(typed)
    const saved = await save(again)
    expect([200, 303]).toContain(saved.status)
    expect(JSON.stringify(await read())).toContain(typed)
  }
)

test.each([
  ['a refusal', 'groups.rename', 'name.en', ''],
  ['a preview', 'threads.edit', 'body', 'typed-by-me', '?/preview']
])('after %s the form still edits what it began with', async (_, name, field, typed, other?) => {
  const { world, call, first, edit } = await openedTwice(name)
  const { open, save } = formOf(name, world, call)
  const opened = await open()
  expect((await edit(first)).status).toBeLessThan(300)
  const shown = await save({ ...opened, [field]: [typed] }, other)
  expect(shown.status).toBe(other ? 200 : 422)
  expect(shown.again.revision).toEqual(opened.revision)
  expect((await save({ ...shown.again, [field]: ['typed-by-me'] })).status).toBe(409)
})
