import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { webhooks } from '@stoa/webhooks/schema'
import { startForum, type Client } from '../forum.ts'
import { openTicket } from '../tickets/opening.ts'
import { startDesk } from '../webhooks/elsewhere.ts'

const forum = startForum({ web: true, loopback: true })
const desk = startDesk(forum)

const here = () => forum.user({ role: 'staff', capabilities: ['desk'] })

const read = async (client: Client, url: string, language = 'en') =>
  (await client.inject({ method: 'GET', url, headers: { 'accept-language': language } })).text

const answersOnly = (...deskTopics: string[]) =>
  forum.connection.db.update(users).set({ deskTopics }).where(eq(users.id, desk.agent.id))

test('agents read that a desk elsewhere answers their tickets, and what that means', async () => {
  const [agent, number] = [await here(), await openTicket(desk.requester)]
  for (const page of [await read(agent, '/desk'), await read(agent, `/desk/${number}`)]) {
    expect(page).toMatch(
      new RegExp(
        `An external help desk answers (your tickets|this ticket), as ${desk.agent.username}`
      )
    )
    expect(page).toContain('New messages go there, and you aren’t notified of them here')
  }
  expect(await read(agent, '/desk', 'zh-CN')).toContain('外部客服系统')
  expect(await read(agent, '/desk', 'zh-TW')).toContain('外部客服系統')
})

test('agents here see its topics, and nothing of it in other tickets', async () => {
  await answersOnly('api')
  const [agent, number] = [await here(), await openTicket(desk.requester)]
  const elsewhere = await openTicket(desk.requester, { topic: 'api' })
  const queue = await read(agent, '/desk')
  expect(queue).toMatch(/An external help desk answers tickets about API/)
  expect(queue.match(/answered externally/g)).toHaveLength(1)
  expect(await read(agent, `/desk/${elsewhere}`)).toContain(
    'external help desk answers this ticket'
  )
  expect(await read(agent, `/desk/${number}`)).not.toContain('external help desk')
  const topics = { deskTopics: ['verification'] }
  const another = await forum.user({ role: 'staff', capabilities: ['desk'], ...topics })
  expect((await another.get('/desk/elsewhere')).body).toEqual({ desk: null })
})

test('nothing is said without a desk elsewhere, or where its agent answers no more', async () => {
  const [agent, number] = [await here(), await openTicket(desk.requester)]
  await forum.connection.db.update(users).set({ role: 'member' }).where(eq(users.id, desk.agent.id))
  expect(await read(agent, '/desk')).not.toContain('external help desk')
  await forum.connection.db.delete(webhooks)
  expect(await read(agent, `/desk/${number}`)).not.toContain('external help desk')
})

test('while it takes nothing, agents read that they hear of messages again', async () => {
  desk.status = 500
  await openTicket(desk.requester)
  await forum.settle()
  for (let hour = 0; hour < 144; hour += 1) await desk.comeBack()
  const agent = await here()
  expect((await agent.get('/desk/elsewhere')).body.desk.isOut).toBe(true)
  expect(await read(agent, '/desk')).toContain('It hasn’t accepted anything for three days.')
})
