import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

test('a rule’s form that is sent twice makes one rule', async () => {
  const desk = await agent(forum)
  const page = await desk.inject({ method: 'GET', url: '/desk/rules' })
  const key = /name="key" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  const fields = { key, trigger: 'thread', name: 'A', words: 'lost' }
  const send = () => sendPageForm(desk, '/desk/rules?/add', fields)
  const [first, second] = [await send(), await send()]
  expect(first.headers.location).toMatch(/^\/desk\/rules\/\d+$/)
  expect(second.headers.location).toBe(first.headers.location)
  expect((await desk.get('/desk/rules')).body.items).toHaveLength(1)
})

test('a rule that acts is made, seen on its tickets and put away by forms alone', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const names = { names: { en: 'Received' }, body: { en: 'We received it.' } }
  const { id: savedReplyId } = (await desk.post('/desk/saved-replies', names)).body
  const fields = { name: 'First words', trigger: 'opened', savedReplyId }
  const refused = await sendPageForm(desk, '/desk/rules?/add', { ...fields, tags: 'two/three' })
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('two/three')])
  const made = await sendPageForm(desk, '/desk/rules?/add', { ...fields, tags: 'new 链上' })
  const url = String(made.headers.location)
  const page = await desk.inject({ method: 'GET', url })
  const revision = /name="revision" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  await sendPageForm(desk, `${url}?/on`, { revision, read: '[]' })
  const number = await openTicket(requester, { topic: 'other' })
  await forum.settle()
  const seen = async (client: typeof desk, path: string) =>
    (await client.inject({ method: 'GET', url: `${path}/${number}` })).text
  const atDesk = await seen(desk, '/desk')
  for (const words of ['链上', 'by rule “First words”', 'Automatic message'])
    expect(atDesk).toContain(words)
  const own = await seen(requester, '/tickets')
  expect(own).toContain('Automatic message')
  for (const words of ['链上', 'First words']) expect(own).not.toContain(words)
  await sendPageForm(desk, `${url}?/off`)
})

test('agents tag a ticket by forms, undo it, and go away and come back', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user())
  const tags = async () => (await desk.get(`/tickets/${number}`)).body.tags
  const tagged = await sendPageForm(desk, `/desk/${number}?/tag`, { tag: 'VIP' })
  expect(await tags()).toEqual(['vip'])
  expect(String(tagged.headers.location)).toMatch(/undo=\d+/)
  await sendPageForm(desk, `/desk/${number}?/untag`, { removedTag: 'vip' })
  expect(await tags()).toEqual([])
  const bad = await sendPageForm(desk, `/desk/${number}?/tag`, { tag: 'two words', body: 'Begun' })
  for (const words of ['two words', 'Begun', 'without spaces']) expect(bad.text).toContain(words)
  await sendPageForm(desk, '/desk?view=all&/bulk', { numbers: number, what: 'tag', tag: 'bulk' })
  expect(await tags()).toEqual(['bulk'])
  const away = async () => (await desk.get('/desk/absence')).body.away
  await sendPageForm(desk, '/desk/rules?/goAway')
  expect(await away()).toBe(true)
  await sendPageForm(desk, '/desk/rules?/comeBack')
  expect(await away()).toBe(false)
})
