import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { limits } from '@stoa/core/schema'
import { beforeAll, describe, expect, test } from 'vitest'
import { startForum, type Client, type TestAnswer } from '../forum.ts'
import { tryVariants } from './allowed.ts'
import { endpointNamed } from './calling.ts'
import { fieldsOf, type Field } from './fields.ts'
import { isWhole, pick, tried } from './fuzzing.ts'
import {
  hostileBodies,
  hostileCursors,
  hostileNumbers,
  hostileTexts,
  wrongKinds
} from './hostile-values.ts'
import { dangersIn } from './html.ts'
import { addressOf, everyEndpoint, rows, type Call } from './rows.ts'

const forum = startForum({ loopback: true })
const texts = Object.values(hostileTexts)

/** The role with which a test made an account, by its id. */
const madeAs = new Map<number, string>()
let tablesBefore: string[]

beforeAll(async () => {
  const make = forum.user
  forum.user = async (user = {}) => {
    const client = await make(user)
    madeAs.set(client.id, user.role ?? 'member')
    return client
  }
  tablesBefore = await tables()
})

/** Of the whole database, with their columns. */
async function tables(): Promise<string[]> {
  const columns = await forum.connection.sql<{ name: string }[]>`
    select concat_ws('.', table_schema, table_name, column_name) as name
    from information_schema.columns order by name`
  return columns.map(({ name }) => name)
}

/** The sort orders of a list, as each has cursors of its own. */
function sortsOf(name: string): { sort?: string }[] {
  const choices = fieldsOf(name).find(({ field }) => field === 'sort')?.choices
  return choices?.map((sort) => ({ sort })) ?? [{}]
}

/** Enough for fields that take no text. */
const revealing = [
  'script',
  'NUL',
  'prototype',
  'a date that is none',
  'a time that is none',
  'empty'
]
const revealingTexts = revealing.map((name) => hostileTexts[name] ?? '')

function valuesFor({ part, field, isText }: Field): unknown[] {
  const given = isText ? texts : revealingTexts
  return [
    // A lone surrogate cannot be encoded in an address.
    ...(part === 'body' ? given : given.map((text) => text.toWellFormed())),
    ...hostileNumbers,
    ...(part === 'body' ? wrongKinds : []),
    ...(field === 'cursor' ? hostileCursors : [])
  ]
}

let serial = 0
/** Limits of guests are counted by address. */
const someAddress = () => `10.9.${(serial += 1) >> 8}.${serial & 255}`

async function sendTo(client: Client, name: string, call: Call, payload = call.body) {
  const endpoint = endpointNamed(name)
  // The test sends more requests than the limits allow.
  if (serial % 4 === 0) await forum.connection.db.delete(limits)
  return client.inject({
    method: endpoint.method,
    url: `/api/v1${addressOf(endpoint, call)}`,
    remoteAddress: someAddress(),
    ...(payload && { payload })
  })
}

/** Expects that an answer is no bug, and returns its status. */
function harmless({ status, headers, text }: TestAnswer, what: unknown): number {
  const shown = tried(what)
  expect(status, shown).toBeLessThan(500)
  expect(status, shown).not.toBe(429)
  if (String(headers['content-type']).startsWith('text/html'))
    expect(dangersIn(text, String(headers['content-security-policy']))).toEqual([])
  return status
}

/** Fields that a row cannot test, and why. */
const untried: Record<string, string> = {
  'accounts.continueSignIn code': 'the row has no real secret; see second-factor.test.ts'
}

const finite = everyEndpoint.filter(([name]) => !rows[name]?.streams)
const fields = finite.flatMap(([name]) =>
  fieldsOf(name)
    .filter(({ field }) => !(`${name} ${field}` in untried))
    .map((field): [string, string, Field] => [name, `${field.part}.${field.field}`, field])
)

describe('no value of any field of any endpoint causes a bug', () => {
  test.each(fields)('%s %s', async (name, _shown, given) => {
    const { part, field } = given
    const sorts = field === 'cursor' ? sortsOf(name) : [{}]
    const values = sorts.flatMap((sort) => valuesFor(given).map((value) => ({ sort, value })))
    await tryVariants(forum, name, async ({ world, call }) => {
      const statuses: number[] = []
      for (const { sort, value } of pick(values, `${name} ${field}`)) {
        const tampered = { ...call, [part]: { ...call[part], ...sort, [field]: value } }
        statuses.push(harmless(await sendTo(world.caller, name, tampered), value))
      }
      return statuses
    })
  })
})

describe('no body of any endpoint causes a bug', () => {
  test.each(finite.filter(([, { method }]) => method !== 'GET'))('%s', async (name) => {
    const { method } = endpointNamed(name)
    const headers = { 'content-type': 'application/json' }
    await forum.connection.db.delete(limits)
    await tryVariants(forum, name, async ({ world, call }) => {
      const url = `/api/v1${addressOf(endpointNamed(name), call)}`
      const statuses: number[] = []
      for (const [what, payload] of pick(hostileBodies, name)) {
        const asked = { method, url, headers, payload, remoteAddress: someAddress() }
        statuses.push(harmless(await world.caller.inject(asked), what))
      }
      return statuses
    })
  })
})

test('nobody gained a role unlogged, and every table still exists', async () => {
  const people = await forum.connection.sql<{ id: number; role: string }[]>`
    select id, role from users where role <> 'member' and id not in
    (select subject_id from security_events where kind like 'role.%' and subject_id is not null)`
  expect(people.length).toBeGreaterThan(0)
  expect(people.filter(({ id, role }) => role !== madeAs.get(id))).toEqual([])
  expect(await tables()).toEqual(tablesBefore)
  expect(({} as { role?: string }).role).toBeUndefined()
})

/** Each row made a team of its own, and each ticket would notify a thousand of them. */
const keepTenOfTeam = async () =>
  forum.connection
    .sql`update users set role = 'member' where role in ('staff', 'admin') and id not in
    (select id from users where role in ('staff', 'admin') order by role, id limit 10)`

test('no email has an injected header', async () => {
  await keepTenOfTeam()
  await forum.settle()
  const folder = join(forum.folder, 'mail')
  const names = await readdir(folder)
  expect(names.length).toBeGreaterThan(isWhole ? 10 : 0)
  for (const name of names) {
    const mail = await readFile(join(folder, name), 'utf8')
    const [head = ''] = mail.split(/\r?\n\r?\n/, 1)
    expect(head).not.toMatch(/^(bcc|cc):/im)
    expect(mail).not.toMatch(/^everybody@evil\.test/m)
    expect(head.match(/^to:/gim)?.length).toBe(1)
  }
})

test('text made to be slow is rendered in bounded time', async () => {
  const slow = [
    '>'.repeat(20_000),
    '['.repeat(20_000),
    '*a **b '.repeat(2_800),
    '`'.repeat(20_000),
    '- '.repeat(10_000),
    '![]('.repeat(5_000),
    '<'.repeat(20_000),
    '|a'.repeat(10_000),
    '@a '.repeat(6_000),
    'http://a.b/'.repeat(1_800),
    '我**。'.repeat(5_000)
  ]
  const user = await forum.user()
  for (const body of slow) {
    const begun = process.cpuUsage()
    expect((await user.post('/previews', { body })).status).toBeLessThan(500)
    expect(process.cpuUsage(begun).user / 1000, body.slice(0, 10)).toBeLessThan(3000)
  }
})
