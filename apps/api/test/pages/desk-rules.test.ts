import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agent } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test('a rule’s form that is sent twice makes one rule', async () => {
  const desk = await agent(forum)
  const page = await desk.inject({ method: 'GET', url: '/desk/rules' })
  const key = /name="key" value="(suggestion-[^"]+)"/.exec(page.text)?.[1] ?? ''
  const fields = { key, kind: 'suggestion', name: 'A', words: 'lost' }
  const send = () => sendPageForm(desk, '/desk/rules?/add', fields)
  const [first, second] = [await send(), await send()]
  expect(first.headers.location).toMatch(/^\/desk\/rules\/\d+$/)
  expect(second.headers.location).toBe(first.headers.location)
  expect((await desk.get('/desk/rules')).body.items).toHaveLength(1)
})
