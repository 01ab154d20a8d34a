import { beforeAll, expect, test } from 'vitest'
import { learnWords } from '@stoa/search'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { look, titles } from './looking.ts'

const forum = startForum()

beforeAll(async () => {
  const [anna, bert] = [await forum.user(), await forum.user()]
  const category = await forum.category()
  const body = 'It says so since yesterday.'
  await createThread(anna, category, { title: 'Verification was rejected twice', body })
  await createThread(bert, category, { title: 'Verification takes a week', body })
  await createThread(bert, category, { title: '充值没有到账', body: '等了一天' })
  await createThread(bert, category, { title: '提币到银行卡失败', body: '请问原因' })
  await createThread(bert, category, { title: 'My metal is private', body: 'It is zirconium.' })
  await forum.settle()
  await learnWords(forum.context())
})

test('a mistyped word finds the corrected one, and the answer says so', async () => {
  const answer = await look(forum.guest, 'verifcation rejected')
  expect(answer.meant).toBe('verification rejected')
  expect(answer.items.map(({ title }) => title)).toEqual(['Verification was rejected twice'])
})

test('quoted and short words are not corrected', async () => {
  expect(await look(forum.guest, '"verifcation"')).toMatchObject({ meant: null, items: [] })
  expect(await look(forum.guest, 'wek')).toMatchObject({ meant: null, items: [] })
})

test('a word of a single post is never suggested', async () => {
  expect(await look(forum.guest, 'zirconum')).toMatchObject({ meant: null, items: [] })
})

test('a word hidden since it was learned is never suggested, not even with others', async () => {
  const [anna, category] = [await forum.user(), await forum.category()]
  const admin = await forum.user({ role: 'admin' })
  const hidden: number[] = []
  for (const title of ['Molybdenum one', 'Molybdenum two'])
    hidden.push((await createThread(anna, category, { title })).postId)
  await forum.settle()
  await learnWords(forum.context())
  expect((await look(forum.guest, 'rejected molybdenm')).meant).toBe('rejected molybdenum')
  for (const id of hidden) await admin.post(`/posts/${id}/hiding`, { reason: 'scam' })
  expect((await look(forum.guest, 'rejected molybdenm')).meant).toBeNull()
})

test('a synonym finds the other language, ranked below the typed word', async () => {
  expect(await titles(forum.guest, 'deposit')).toEqual(['充值没有到账'])
  expect(await titles(forum.guest, '"deposit"')).toEqual([])
})

test('the same question in other words finds the same thread, in either language', async () => {
  const asked = [
    '未到账',
    '充值没到账怎么办',
    '到账慢',
    'not credited',
    "Why hasn't it arrived yet?"
  ]
  for (const q of asked) expect([q, await titles(forum.guest, q)]).toEqual([q, ['充值没有到账']])
  expect(await titles(forum.guest, '"not credited"')).toEqual([])
})

test('words that only make it a question need not occur', async () => {
  const [anna, category] = [await forum.user(), await forum.category()]
  await createThread(anna, category, { title: 'Zircon weighs ten carats', body: 'On a scale.' })
  await forum.settle()
  expect(await look(forum.guest, 'what does my zircon weighs')).toMatchObject({
    onlySome: false,
    items: [{ title: 'Zircon weighs ten carats' }]
  })
  expect((await look(forum.guest, 'who are you')).items).toEqual([])
})

test('related words are searched only if nothing has the typed one', async () => {
  expect(await titles(forum.guest, '提现')).toEqual(['提币到银行卡失败'])
  const [anna, category] = [await forum.user(), await forum.category()]
  await createThread(anna, category, { title: '提现手续费', body: '多少' })
  await forum.settle()
  expect(await titles(forum.guest, '提现')).toEqual(['提现手续费'])
})

test('a Chinese sentence finds posts with its words apart', async () => {
  const answer = await look(forum.guest, '银行卡提币')
  expect(answer).toMatchObject({ onlySome: false, items: [{ title: '提币到银行卡失败' }] })
})

test('if nothing has all words, some of them are searched and the answer says so', async () => {
  const answer = await look(forum.guest, 'rejected by the dinosaurs')
  expect(answer).toMatchObject({
    onlySome: true,
    items: [{ title: 'Verification was rejected twice' }]
  })
})

test('posts with most words rank below those with all, unless sorted by time', async () => {
  const [anna, category] = [await forum.user(), await forum.category()]
  const body = 'See the screenshot.'
  await createThread(anna, category, { title: 'Garnet topaz amethyst', body })
  await createThread(anna, category, { title: 'Garnet topaz beryl', body })
  await createThread(anna, category, { title: 'Garnet alone', body })
  await forum.settle()
  const all = ['Garnet topaz amethyst', 'Garnet topaz beryl']
  expect(await titles(forum.guest, 'garnet topaz amethyst')).toEqual(all)
  expect(await titles(forum.guest, 'garnet topaz amethyst', { sort: 'newest' })).toEqual([all[0]])
})

test('two swapped letters are one mistake', async () => {
  expect((await look(forum.guest, 'rejecetd twice')).meant).toBe('rejected twice')
})
