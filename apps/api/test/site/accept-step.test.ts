import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ web: true })

test('without scripts, the form of a reply keeps its text and accepts new terms', async () => {
  const [writer, other] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const texts = { en: { title: 'Terms', body: 'Be kind.' } }
  const input = { texts, material: true, shortNoticeReason: 'A court decided so.', revision: 0 }
  await writer.put('/documents/terms/draft', input)
  const { revision } = (await other.get('/documents/terms/source')).body
  await other.post('/documents/terms/publication', { revision })
  const staff = await forum.user({ role: 'staff' })
  const thread = await createThread(staff, await forum.category())
  const member = await forum.user()
  const send = (fields: Record<string, string>) =>
    member.inject({
      method: 'POST',
      url: `/t/${thread.id}?/reply`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      payload: new URLSearchParams({
        body: 'It works since noon.',
        key: crypto.randomUUID(),
        ...fields
      }).toString()
    })
  const asked = await send({})
  expect(asked.status).toBe(403)
  expect(asked.text).toMatch(/<input[^>]*name="acceptTerms"[^>]*value="1"/)
  expect(asked.text).toContain('It works since noon.</textarea>')
  expect((await send({ acceptTerms: '1' })).status).toBe(303)
})
