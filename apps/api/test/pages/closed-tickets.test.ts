import { closeResolved, usualLevels } from '@stoa/tickets'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agent, escalate, setUpThread } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test('a proposed answer can be objected to after its ticket was closed', async () => {
  const admin = await forum.user({ role: 'admin' })
  await admin.put('/desk/service-levels', { ...usualLevels, objectionHours: 240 })
  const { author, thread } = await setUpThread(forum)
  const url = `/tickets/${(await escalate(author, thread.id)).body.number}`
  const resolution = { summary: 'Done.', publishToThread: 'Clear the cache of the app.' }
  await (await agent(forum)).post(`${url}/resolution`, resolution)
  forum.advance(8 * 24 * 3600_000)
  await closeResolved(forum.context())
  const page = (await author.inject({ method: 'GET', url })).text
  expect(page).toMatch(/<form[^>]*id="message"/)
  expect(page).toMatch(/<button[^>]*form="message"[^>]*formaction="\?\/object"/)
  expect((await sendPageForm(author, `${url}?/object`)).status).toBe(303)
  expect((await author.get(url)).body.answer.state).toBe('objected')
})
