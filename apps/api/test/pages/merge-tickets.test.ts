import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test('the ticket to merge into is searched and read before the merge', async () => {
  const desk = await agent(forum)
  const [requester, other] = [await forum.user(), await forum.user()]
  const number = await openTicket(requester)
  const into = await openTicket(requester, { subject: 'Garnet is late' })
  const foreign = await openTicket(other, { subject: 'Garnet is lost' })
  await forum.settle()
  const headers = { 'accept-language': 'en' }
  const read = async (query: string) =>
    (await desk.inject({ method: 'GET', url: `/desk/${number}/merge${query}`, headers })).text
  expect(await read('')).toContain(into)
  const found = await read('?q=garnet')
  expect([found.includes(into), found.includes(foreign)]).toEqual([true, true])
  const look = await read(`?into=${foreign}`)
  expect(look).toContain(`This ticket is from ${other.username}`)
  expect(look).not.toContain('?/merge')
  expect(await read(`?into=${into}`)).toContain('?/merge')
  const merged = await sendPageForm(desk, `/desk/${number}/merge?/merge`, { into })
  expect(merged.headers.location).toBe(`/desk/${into}`)
})
