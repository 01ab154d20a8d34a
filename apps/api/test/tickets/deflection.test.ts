import { expect, test } from 'vitest'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { openTicket } from './opening.ts'

const forum = startForum()

const look = async (client: Client, title: string, more: object = {}) => {
  const { own, announced, solved } = (await client.post('/tickets/similar', { title, ...more }))
    .body
  return {
    own: own.map(({ number }: { number: string }) => number),
    announced: announced.map(({ id }: { id: number }) => id),
    solved: solved.map(({ id }: { id: number }) => id)
  }
}
const nothing = { own: [], announced: [], solved: [] }

test('own open tickets that are similar or of the topic come first, and only own ones', async () => {
  const requester = await forum.user()
  const alike = await openTicket(requester, { subject: '提币已经冻结三天', topic: 'other' })
  const ofTopic = await openTicket(requester, { subject: 'Two letters on paper', topic: 'api' })
  const ended = await openTicket(requester, { subject: '提币冻结', topic: 'api' })
  await requester.patch(`/tickets/${ended}`, { state: 'closed' })
  expect((await look(requester, '我的提币冻结了', { topic: 'api' })).own).toEqual([alike, ofTopic])
  expect(await look(requester, 'Quite another matter')).toEqual(nothing)
  expect((await look(await forum.user(), '我的提币冻结了', { topic: 'api' })).own).toEqual([])
  expect((await look(forum.guest, '我的提币冻结了', { topic: 'api' })).own).toEqual([])
})

test('ongoing incidents are suggested', async () => {
  const writer = await announcer(forum)
  const id = await announce(writer, { type: 'maintenance' })
  const title = 'My withdrawal of USDT is delayed'
  expect((await look(forum.guest, title)).announced).toEqual([id])
  await writer.post(`/announcements/${id}/expiry`)
  expect((await look(forum.guest, title)).announced).toEqual([])
})

test('visible solved threads are suggested, except the one being escalated', async () => {
  const staffOnly = await forum.category({ rule: 'staff_only' })
  const [author, staff] = [await forum.user(), await forum.user({ role: 'staff' })]
  const title = 'Ledger passphrase rejected after update'
  const solved = async (client: Client, categoryId: number) => {
    const thread = await createThread(client, categoryId, { title })
    const { id: postId } = await reply(client, thread.id, 'Type it in lower case.')
    await client.put(`/threads/${thread.id}/accepted-answer`, { postId })
    return thread.id
  }
  const categoryId = await forum.category()
  const [open, hidden] = [await solved(author, categoryId), await solved(staff, staffOnly)]
  await createThread(author, categoryId, { title })
  await forum.settle()
  expect((await look(forum.guest, title)).solved).toEqual([open])
  expect((await look(staff, title)).solved.toSorted()).toEqual([open, hidden].toSorted())
  expect((await look(author, title, { thread: open })).solved).toEqual([])
})
