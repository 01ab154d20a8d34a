import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { nameForum } from './naming.ts'
import { confirmMail, setOpened } from '../opening.ts'

const forum = startForum({ web: true })

let admin: Client

// A forum that nobody opened yet.
beforeAll(async () => {
  await setOpened(forum, null)
  admin = await forum.user({ role: 'admin' })
})

const setup = async () => (await admin.get('/admin/setup')).body

test('each step shows whether it is done, and a nameless forum cannot be opened', async () => {
  const nothing = {
    ...{ name: false, languages: false, pack: false, categories: false, mail: false },
    ...{ official: false, colleagues: false, documents: false, retention: false }
  }
  expect(await setup()).toEqual({ openedAt: null, done: nothing, admins: 1, templates: 5 })
  expect((await admin.post('/admin/setup/opening')).body.code).toBe('setup_incomplete')
  await nameForum(forum, 'Harbour desk')
  await forum.category()
  await forum.user({ role: 'staff' })
  expect((await admin.post('/admin/setup/opening')).body.code).toBe('setup_incomplete')
  await confirmMail(forum)
  expect((await setup()).done).toMatchObject({ name: true, categories: true, colleagues: true })
})

test('an admin opens the forum once, a member of staff does not', async () => {
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.post('/admin/setup/opening')).status).toBe(403)
  expect((await admin.post('/admin/setup/opening')).status).toBe(204)
  const { openedAt } = await setup()
  forum.advance(60_000)
  await admin.post('/admin/setup/opening')
  expect((await setup()).openedAt).toBe(openedAt)
})

test('the overview leads to what remains, and the steps to their pages', async () => {
  const page = async (url: string) => (await admin.inject({ method: 'GET', url })).text
  expect(await page('/admin')).toContain('href="/setup"')
  expect(await page('/setup')).toContain('href="/admin/official"')
  expect(await page('/admin/site')).not.toContain('isn’t open yet')
  const member = await forum.user()
  const theirs = (await member.inject({ method: 'GET', url: '/setup' })).text
  expect(theirs).not.toContain('/admin/official')
})
