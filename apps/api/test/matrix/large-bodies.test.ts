import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { groupMembers } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'

const forum = startForum({ web: true })
beforeAll(() => forum.app.listen({ port: 0, host: '127.0.0.1' }))

const api = '/api/v1/admin/people-imports'
const json = 'content-type: application/json'
const page = '/admin/people/import?/check'
const form = 'content-type: multipart/form-data; boundary=b'
const megabytes = 1024 * 1024

/** Sends the head of a request, and of its body as much as `body` gives. */
async function begin(path: string, type: string, client: Client, body = '') {
  const { port } = forum.app.server.address() as AddressInfo
  const { host, origin } = new URL(forum.origin)
  const own = Object.entries(client.headers).map(([name, value]) => `${name}: ${value}`)
  const head = [`POST ${path} HTTP/1.1`, `host: ${host}`, `origin: ${origin}`, type, ...own]
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  socket.write(`${head.join('\r\n')}\r\ncontent-length: ${15 * megabytes}\r\n\r\n${body}`)
  return socket
}

/** The first line of the answer to a body of which nothing was sent. */
async function answerTo(path: string, type: string, client: Client) {
  const socket = await begin(path, type, client)
  const [answer] = (await once(socket, 'data')) as [string]
  socket.destroy()
  return [answer.slice(9, 12), /connection: close/i.test(answer)]
}

test('who may not import people is answered before the body is read', async () => {
  const wrong = [forum.guest, await forum.user(), await forum.user({ role: 'volunteer' })]
  for (const client of wrong) {
    const status = client === forum.guest ? '401' : '403'
    expect(await answerTo(api, json, client)).toEqual([status, true])
    expect(await answerTo(page, form, client)).toEqual([status, true])
  }
})

test('of a group only its owner and admins send so much', async () => {
  const [owner, member, other] = await Promise.all([forum.user(), forum.user(), forum.user()])
  const id = await forum.group([owner, member])
  await forum.connection.db
    .update(groupMembers)
    .set({ isOwner: true })
    .where(eq(groupMembers.userId, owner.id))
  const path = `/groups/${id}/imports`
  expect(await answerTo(`/api/v1${path}`, json, member)).toEqual(['403', true])
  expect(await answerTo(`/api/v1${path}`, json, other)).toEqual(['404', true])
  const csv = `${member.username}\n`.repeat(100_000)
  expect((await owner.post(path, { csv, dryRun: true })).body).toMatchObject({ already: 1 })
})

test("an admin's file goes through; one with too many lines is a clear problem", async () => {
  const admin = await forum.user({ role: 'admin' })
  const send = (lines: string[]) =>
    admin.post('/admin/people-imports', { csv: ['email,name', ...lines].join('\n') })
  const rows = Array.from({ length: 30_000 }, (_, n) => `person${n}@example.test,Zeile${n}q`)
  expect((await send(rows)).body).toMatchObject({ rows: 30_000, wrongCount: 0 })
  const { status, body } = await send(Array<string>(1_000_000).fill(''))
  expect([status, body.errors[0].path]).toEqual([422, 'csv'])
  expect(body.errors[0].message).toContain('150000')
})

test('of one admin one body is read at a time, and three of all', async () => {
  const admins = await Promise.all([1, 2, 3, 4].map(() => forum.user({ role: 'admin' })))
  const reading = await Promise.all(admins.slice(0, 3).map((admin) => begin(api, json, admin, '{')))
  await wait(500)
  const check = (admin = admins[0]) =>
    admin?.post('/admin/people-imports', { csv: 'email,name', dryRun: true })
  const refused = await check()
  expect([refused?.status, refused?.body.code]).toEqual([429, 'import_running'])
  expect((await check(admins[3]))?.headers['retry-after']).toBe('10')
  for (const socket of reading) socket.destroy()
  await expect.poll(async () => (await check(admins[3]))?.status).toBe(200)
})
