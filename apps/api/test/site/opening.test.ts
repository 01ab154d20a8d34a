import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openForum } from '@stoa/site'
import { createForum, type Forum } from '../../src/forum.ts'
import { startForum } from '../forum.ts'
import { confirmMail } from '../opening.ts'

const forum = startForum({ opened: false, web: true })
let node: Forum

beforeAll(async () => {
  await confirmMail(forum)
  node = await createForum({ ...forum.settings, role: 'web' })
  await node.start()
  await forum.start()
})
afterAll(() => node.stop())

const headers = { host: '127.0.0.1:3000' }
const there = async (url: string) => (await node.app.inject({ url, headers })).body
/** What a guest of the other node sees that it keeps. */
const seen = async () => ({
  categories: JSON.parse(await there('/api/v1/categories')).items.length,
  page: /isn’t open yet/.test(await there('/')) ? 'closed' : 'open',
  signUp: JSON.parse(await there('/api/v1/me')).can.signUp
})

test('another node sees at once that the forum was opened', async () => {
  expect(await seen()).toEqual({ categories: 0, page: 'closed', signUp: false })
  await openForum(forum.context())
  await vi.waitFor(async () =>
    expect(await seen()).toEqual({ categories: 0, page: 'open', signUp: true })
  )
})
