import { beforeAll, expect, test } from 'vitest'
import { announce, announcer, draft } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { look } from './looking.ts'

const forum = startForum()
let staff: Client

beforeAll(async () => {
  staff = await announcer(forum)
  await announce(staff)
})

const found = async (client: Client, q: string, parameters = {}) =>
  (await look(client, q, parameters)).announcements.map(({ title }) => title)

test('matching announcements come with the posts, in the reader’s language', async () => {
  expect(await found(forum.guest, 'usdt withdrawals')).toEqual(['Withdrawals of USDT are delayed'])
  expect(await found(forum.guest, '提幣延遲')).toHaveLength(1)
  expect(await found(forum.guest, 'withdrawal delay')).toEqual([])
  expect(await found(forum.guest, 'usdt', { solved: 'true' })).toEqual([])
})

test('unpublished announcements are not found', async () => {
  const en = { title: 'Zirconium is listed', body: 'From tomorrow on.' }
  await draft(staff, { translations: { en } })
  expect(await found(forum.guest, 'zirconium')).toEqual([])
  expect(await found(staff, 'zirconium')).toEqual([])
})

test('members find users by prefix; guests and short words find none', async () => {
  const anna = await forum.user({ username: 'annabel' })
  const names = async (client: Client, q: string) =>
    (await look(client, q)).users.map(({ username }) => username)
  expect(await names(anna, '@annab')).toEqual(['annabel'])
  expect(await names(anna, 'ANNABEL')).toEqual(['annabel'])
  expect(await names(anna, 'an')).toEqual([])
  expect(await names(anna, 'annabel deposit')).toEqual([])
  expect(await names(forum.guest, 'annabel')).toEqual([])
})
