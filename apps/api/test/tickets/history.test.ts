import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum({ web: true })

type Line = { kind: string; detail: string | null; actor: { username: string } | null }

const historyOf = async (client: Client, number: string): Promise<Line[]> =>
  (await client.get(`/tickets/${number}`)).body.history

const brief = (lines: Line[]) => lines.map(({ kind, detail }) => `${kind} ${detail ?? ''}`.trim())

/** A ticket that was assigned, moved to another topic, merged and read. */
async function worked() {
  const [requester, desk, colleague] = [
    await forum.user(),
    await agent(forum),
    await agent(forum)
  ] as const
  const [number, other] = [await openTicket(requester), await openTicket(requester)]
  const change = { assignee: colleague.username, priority: 'high', topic: 'trading' }
  await desk.patch(`/tickets/${number}`, change)
  await desk.post(`/tickets/${other}/merge`, { into: number })
  await colleague.get(`/tickets/${number}/facts`)
  await desk.patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  return { requester, desk, colleague, number, other }
}

test('the desk sees what happened to a ticket, who did it and who read its facts', async () => {
  const { requester, desk, colleague, number, other } = await worked()
  const lines = await historyOf(desk, number)
  expect(brief(lines)).toEqual([
    'opened',
    'priority high',
    'topic Trading',
    `assigned ${colleague.username}`,
    `merged ${other}`,
    'facts_read',
    'state waiting_on_requester'
  ])
  const names = lines.map(({ actor }) => actor?.username)
  expect(names).toEqual([
    ...[requester, desk, desk, desk, desk, colleague, desk].map(({ username }) => username)
  ])
})

test('requesters see the ticket’s progress, but neither assignee nor priority', async () => {
  const { requester, number, other } = await worked()
  const lines = await historyOf(requester, number)
  expect(brief(lines)).toEqual([
    'opened',
    'topic Trading',
    `merged ${other}`,
    'state waiting_on_requester'
  ])
  expect(lines.map(({ actor }) => actor)).toEqual([null, null, null, null])
})

test('both pages show the history between messages, in the reader’s language', async () => {
  const { requester, desk, number, colleague } = await worked()
  const page = async (client: Client, url: string, language: string) =>
    (await client.inject({ method: 'GET', url, headers: { 'accept-language': language } })).text
  const seen = await page(desk, `/desk/${number}`, 'zh-CN')
  for (const words of [`处理人：${colleague.username}`, '优先级改为：高', '查看了资料'])
    expect(seen).toContain(words)
  const own = await page(requester, `/tickets/${number}`, 'zh-TW')
  expect(own).toContain('狀態改為：等待你回覆')
  expect(own).not.toContain('優先順序改為')
  expect(own).not.toContain(colleague.username)
})

test('requesters are notified when their ticket waits for others, not of its priority', async () => {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const number = await openTicket(requester)
  const told = async () => {
    await forum.settle()
    return (await requester.get('/notifications')).body.items.length
  }
  await desk.patch(`/tickets/${number}`, { priority: 'urgent' })
  expect(await told()).toBe(0)
  await desk.patch(`/tickets/${number}`, { state: 'waiting_on_third_party' })
  expect(await told()).toBe(1)
})
