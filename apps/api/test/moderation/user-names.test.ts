import { beforeAll, expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum({ origin: 'http://forum.harbor.example' })

beforeAll(async () => {
  await forum.user({ username: 'Marguerite', role: 'staff' })
  await forum.user({ username: 'tidekeeper', role: 'volunteer' })
  await forum.user({ username: 'quiet_reader' })
  await forum.user({ username: '海港客服小王' })
})

const answerTo = async (q: string) =>
  (await forum.guest.get(`/official?q=${encodeURIComponent(q)}`)).body

test.each([
  'Marguerite',
  '@marguerite',
  'Is Marguerite staff?',
  'Marguerite是官方的吗？',
  'http://forum.harbor.example/u/Marguerite'
])('a member of staff is official, with a link to the profile: %s', async (q) => {
  expect(await answerTo(q)).toEqual({
    ...{ verdict: 'official', of: 'Marguerite', url: '/u/Marguerite' },
    reasons: ['user_staff']
  })
})

test.each([
  ['tidekeeper', 'user_volunteer'],
  ['quiet_reader', 'user_member'],
  ['http://forum.harbor.example/u/quiet_reader', 'user_member']
])('users other than staff are not official: %s', async (q, reason) => {
  const { verdict, reasons, url } = await answerTo(q)
  expect([verdict, reasons]).toEqual(['unknown', [reason]])
  expect(url).toMatch(/^\/u\//)
})

test.each([
  ['harbor_support', 'name_reserved'],
  ['real-harbor', 'name_brand'],
  ['Margueritte', 'name_staff'],
  ['@Marguerite on Telegram', 'name_staff'],
  ['海港客服小王', 'name_reserved'],
  ['小李客服', 'name_reserved']
])('a name that resembles the team’s gets a warning: %s', async (q, reason) => {
  const { verdict, reasons } = await answerTo(q)
  expect([verdict, reasons]).toEqual(['lookalike', [reason]])
})

test.each(['nobody_here', 'lighthouse42', 'http://forum.harbor.example/u/nobody_here'])(
  'a name nobody has is unknown: %s',
  async (q) => {
    expect(await answerTo(q)).toEqual({ verdict: 'unknown', reasons: ['not_listed'] })
  }
)
