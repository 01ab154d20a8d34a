import { expect, test } from 'vitest'
import { m } from '@stoa/messages'
import { startForum } from '../forum.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })
const en = { locale: 'en' } as const

test('a capability is granted, approved by a second admin and refused, without scripts', async () => {
  const [first, second] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const member = await forum.user()
  const given = [
    ['role', 'staff'],
    ['capabilities', 'announcements'],
    ['capabilities', 'moderation']
  ]
  const person = await sendPageForm(first, `/admin/people/${member.username}?/role`, given)
  expect(person.text).toContain(m.accounts_approvals_saved({}, en))
  const page = { method: 'GET', url: `/admin/people/${member.username}` } as const
  const waiting = m.accounts_approvals_powers({ powers: 'Announcements · Moderation' }, en)
  expect((await second.inject(page)).text).toContain(waiting)
  const { items } = (await second.get('/approvals')).body
  const [announcing, moderating] = items.map(({ id }: { id: number }) => String(id))
  const approved = await sendPageForm(second, '/approvals?/approve', { id: announcing })
  expect(approved.text).toContain(m.accounts_approvals_approved({}, en))
  const refusal = { id: moderating, reason: 'One permission is enough.' }
  const refused = await sendPageForm(second, '/approvals?/refuse', refusal)
  expect(refused.text).toContain(m.accounts_approvals_none({}, en))
  expect((await second.inject(page)).text).not.toContain(m.accounts_approvals_person({}, en))
  const { body } = await second.get('/admin/team')
  const inTeam = { username: member.username, role: 'staff', capabilities: ['announcements'] }
  expect(body.items).toContainEqual(expect.objectContaining(inTeam))
})

test('who becomes a volunteer gets categories on the same page', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  const [kept, taken] = [await forum.category(), await forum.category()]
  const moderates = async () => {
    const answers = [kept, taken].map((id) => admin.get(`/categories/${id}/moderators`))
    return (await Promise.all(answers)).map(({ body }) => body.items.length)
  }
  const save = async (...ids: number[]) => {
    const chosen = ids.map((id): [string, string] => ['categoryIds', String(id)])
    const role = [['role', 'volunteer'] as [string, string], ...chosen]
    await sendPageForm(admin, `/admin/people/${member.username}?/role`, role)
  }
  await save(kept, taken)
  expect(await moderates()).toEqual([1, 1])
  await save(kept)
  expect(await moderates()).toEqual([1, 0])
})
