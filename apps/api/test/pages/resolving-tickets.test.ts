import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

const body = 'Half a sentence'

async function setUp() {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const number = await openTicket(requester)
  return { requester, desk, number, path: `/tickets/${number}`, atDesk: `/desk/${number}` }
}

test('an answer that resolves ends its draft, a summary beside it does not', async () => {
  const draftAfter = async (act: string, typed: Record<string, string>) => {
    const { desk, number, atDesk } = await setUp()
    const url = `/drafts/ticket:${number}`
    await desk.put(url, { body })
    const { status } = await sendPageForm(desk, `${atDesk}?/${act}`, typed)
    return [status, (await desk.get(url)).status]
  }
  expect(await draftAfter('say', { body, nextState: 'resolved' })).toEqual([303, 404])
  expect(await draftAfter('resolve', { summary: 'Credited.' })).toEqual([303, 200])
})

test('a resolution is not sent over a message that its form did not show', async () => {
  const { requester, desk, path, atDesk } = await setUp()
  const lastSeen = String((await desk.get(path)).body.messages.at(-1).id)
  await requester.post(`${path}/messages`, { body: 'It is fraud.' })
  const summary = 'Credited.'
  const refused = await sendPageForm(desk, `${atDesk}?/resolve`, { summary, lastSeen })
  expect(refused.text).toMatch(/<textarea[^>]*name="summary"[^>]*>Credited.</)
  expect((await desk.get(path)).body.state).toBe('new')
})
