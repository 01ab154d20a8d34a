import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

const read = (client: Client, url: string) =>
  client.inject({ method: 'GET', url, headers: { accept: 'text/html' } })

test('staff see an e-mail address with a reason, and its owner sees the access', async () => {
  const member = await forum.user({ email: 'looked.at@example.test' })
  const staff = await forum.user({ role: 'staff' })
  const url = `/u/${member.username}/private`
  expect((await read(staff, `/u/${member.username}`)).text).toContain(`href="${url}"`)
  expect((await read(staff, url)).text).not.toContain('looked.at@example.test')
  const refused = await sendPageForm(staff, url, { field: 'email', reason: 'why' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('value="why"')
  const { text } = await sendPageForm(staff, url, { field: 'email', reason: 'Asked by phone' })
  expect(text).toContain('looked.at@example.test')
  const { items } = (await member.get('/me/security-events')).body
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['look.email'])
})

test('the page is offered to staff only, about people with lower roles', async () => {
  const [member, equal] = [await forum.user(), await forum.user({ role: 'staff' })]
  const staff = await forum.user({ role: 'staff' })
  const volunteer = await forum.user({ role: 'volunteer' })
  for (const [client, who] of [
    [volunteer, member],
    [staff, equal]
  ] as const) {
    expect((await read(client, `/u/${who.username}`)).text).not.toContain('/private"')
    expect((await read(client, `/u/${who.username}/private`)).status).toBe(403)
  }
  expect((await read(forum.guest, `/u/${member.username}/private`)).status).toBe(303)
})
