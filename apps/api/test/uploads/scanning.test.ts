import { clamdAt, scanWaiting } from '@stoa/uploads'
import { afterEach, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { hasClamd, signature, startClamd } from './clamd.ts'
import { sendFile } from './sending.ts'

const forum = startForum()
const clean = Buffer.from('Error 1006 at login')
const infected = Buffer.from(`The log begins.\n${signature}\nThe log ends.`)

/** The forum scans with what listens there; `undefined` stands for a forum without a scanner. */
const scanWith = (path: string | undefined) =>
  void Object.assign(forum.ports, { scanner: path && clamdAt({ path }, 2000) })
afterEach(() => scanWith(undefined))

const away = '/nonexistent/clamd.ctl'
const open = (client: Client, id: string) =>
  client.inject({ method: 'GET', url: `/api/v1/uploads/${id}` })
const codeOf = (answer: { body: { code?: string } }) => answer.body.code

/** A ticket with a file, and both sides of it. */
async function attach(bytes: Buffer) {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const { id, markdown } = (await sendFile(requester, 'error.log', bytes)).body
  const path = `/tickets/${await openTicket(requester, { body: `See here: ${markdown}` })}`
  const file = async (client: Client) => (await client.get(path)).body.messages[0].attachments[0]
  return { requester, desk, id: String(id), file }
}

test('while the scanner is away, a file is being checked and nobody opens it', async () => {
  scanWith(away)
  const { requester, desk, id, file } = await attach(clean)
  for (const client of [requester, desk]) {
    const answer = await open(client, id)
    expect([answer.status, codeOf(answer)]).toEqual([409, 'upload_being_checked'])
    expect((await file(client)).scan).toBe('waiting')
  }
  expect((await open(await forum.user(), id)).status).toBe(404)
  await scanWaiting(forum.context())
  expect(codeOf(await open(requester, id))).toBe('upload_being_checked')
})

test('images are drawn anew and need no scan; without a scanner nothing waits', async () => {
  const requester = await forum.user()
  const { id } = (await sendFile(requester, 'a.txt', clean)).body
  expect((await open(requester, id)).status).toBe(200)
})

test.runIf(hasClamd)('clamd lets a clean file pass and refuses one with a signature', async () => {
  await using clamd = await startClamd()
  scanWith(clamd.path)
  const { requester, desk, id } = await attach(clean)
  expect([await open(requester, id), await open(desk, id)].map(({ status }) => status)).toEqual([
    200, 200
  ])
  const refused = await sendFile(requester, 'error.log', infected)
  expect([refused.status, codeOf(refused)]).toEqual([422, 'upload_infected'])
})

test.runIf(hasClamd)(
  'what waited is scanned: clean files open, others lose their bytes',
  async () => {
    scanWith(away)
    const [good, bad] = [await attach(clean), await attach(infected)]
    await using clamd = await startClamd()
    scanWith(clamd.path)
    await scanWaiting(forum.context())
    expect((await open(good.desk, good.id)).text).toBe(clean.toString())
    for (const client of [bad.requester, bad.desk]) {
      const answer = await open(client, bad.id)
      expect([answer.status, codeOf(answer)]).toEqual([410, 'upload_infected'])
      expect(await bad.file(client)).toMatchObject({ name: 'error.log', scan: 'found' })
    }
    expect(await forum.ports.files.open(bad.id)).toBeUndefined()
    scanWith(undefined)
    expect((await open(bad.requester, bad.id)).status).toBe(410)
  }
)

test('a file that the scanner cannot judge waits, and holds up no other', async () => {
  scanWith(away)
  const [odd, good] = [await attach(Buffer.from('Odd')), await attach(clean)]
  const scan = (bytes: Buffer) =>
    bytes.equals(clean) ? Promise.resolve('clean') : clamdAt({ path: away }).scan(bytes)
  Object.assign(forum.ports, { scanner: { scan, ping: () => Promise.resolve() } })
  await scanWaiting(forum.context())
  const [waits, opens] = [await open(odd.desk, odd.id), await open(good.desk, good.id)]
  expect([waits.status, opens.status]).toEqual([409, 200])
})
