import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let anna: Client
let category: number

const titles = ['Garnet withdrawal pending', 'Beryl withdrawal pending']

beforeAll(async () => {
  anna = await forum.user()
  category = await forum.category()
  await createThread(anna, category, {
    title: 'Topaz arrived late',
    body: 'It was sent over lightning.'
  })
  const [solved, open] = titles
  const { id } = await createThread(anna, category, { title: solved })
  await createThread(anna, category, { title: open })
  const answer = await reply(await forum.user(), id, 'Wait for it.')
  await anna.put(`/threads/${id}/accepted-answer`, { postId: answer.id })
  await createThread(anna, category, { title: '充值到账时间', body: '等了一天' })
  await forum.settle()
})

const similar = async (title: string, body = '') => {
  const query = new URLSearchParams({ title, body })
  const answer = await forum.guest.get(`/threads/similar?${query}`)
  return answer.body.items.map((item: { title: string }) => item.title) as string[]
}

test('of equally similar threads, solved ones come first', async () => {
  expect(await similar('Withdrawal pending since noon')).toEqual(titles)
})

test('the draft’s text counts, and so do bodies of posts', async () => {
  expect(await similar('Nothing arrived', 'I sent it over lightning.')).toContain(
    'Topaz arrived late'
  )
  expect(await similar('lightning')).toEqual(['Topaz arrived late'])
})

test('one common word of many is not enough', async () => {
  expect(await similar('Pending: amber, zircon, opal, jade, onyx and pearl are lost')).toEqual([])
})

test('a long Chinese title matches by words, not by accidental pairs', async () => {
  expect(await similar('充值已确认二十次仍未到账')).toEqual(['充值到账时间'])
  expect(await similar('昨天二十点以后一直没有反应')).toEqual([])
})
