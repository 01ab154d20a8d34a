import { eq, sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { settleApprovals } from '@stoa/accounts/approvals'
import { groupMembers } from '@stoa/accounts/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { groupActs, isCategory, ofUser } from './group-acts.ts'

const forum = startForum()
let admin: Client
let second: Client
let member: Client
let stranger: Client
const acts = groupActs(forum)
const { add, create, remove, membersOf, namesIn, moderatesOf } = acts
const { letModerate, moderatedBy, moderatorIn, approvals, confirm } = acts
const { signedInAgain, withSecondFactor } = acts

beforeAll(async () => {
  ;({ admin, second } = await acts.begin())
  member = await forum.user()
  stranger = await forum.user()
})

test('a membership moderates after a second admin and with a second factor', async () => {
  const id = await create()
  const categoryId = await moderatedBy(id)
  const helper = await forum.user()
  expect((await add(admin, id, helper)).status).toBe(202)
  const change = (await approvals()).find(ofUser(helper))
  expect(change).toMatchObject({ kind: 'group_power', name: 'VIP desk' })
  expect((await confirm(admin, ofUser(helper))).body.code).toBe('second_person_needed')
  expect((await confirm(second, ofUser(helper))).status).toBe(204)
  expect((await helper.get('/me')).body.role).toBe('guest')
  await signedInAgain(helper)
  expect(await moderatesOf(helper)).toEqual([])
  expect((await membersOf(id))[0]?.moderates).toBe('second_factor_missing')
  await add(admin, id, stranger, true)
  expect((await stranger.get(`/groups/${id}/members`)).body.items[0].moderates).toBe('waiting')
  await withSecondFactor(helper)
  expect(await moderatesOf(helper)).toEqual([categoryId])
  const { postId } = await createThread(member, categoryId)
  expect((await helper.post(`/posts/${postId}/hiding`, { reason: 'spam' })).status).toBe(204)
})

test('who made the owner of a group does not confirm whom that owner chose', async () => {
  const [id, helper, owner] = [await create(), await forum.user(), await forum.user()]
  expect((await add(second, id, owner, true)).status).toBe(204)
  expect((await add(owner, id, helper)).status).toBe(204)
  await moderatedBy(id)
  const own = await confirm(second, ofUser(helper))
  expect(own.body.code).toBe('second_person_needed')
  const third = await forum.user({ role: 'admin' })
  expect((await confirm(third, ofUser(helper))).status).toBe(204)
})

test('after a day it moderates by itself, if an admin added it', async () => {
  const id = await create()
  const [owner, byOwner, byAdmin] = [await forum.user(), await forum.user(), await forum.user()]
  await add(admin, id, owner, true)
  const categoryId = await moderatedBy(id)
  for (const one of [byOwner, byAdmin]) await withSecondFactor(one)
  expect((await add(owner, id, byOwner)).status).toBe(202)
  expect((await add(admin, id, byAdmin)).status).toBe(202)
  await settleApprovals({
    ...forum.context(),
    now: new Date(Date.parse(forum.now()) + 25 * 3600_000).toISOString()
  })
  expect(await moderatesOf(await signedInAgain(byAdmin))).toEqual([categoryId])
  expect(await moderatesOf(byOwner)).toEqual([])
})

test('what waits for a category ends with the tick, the group or the category', async () => {
  const [one, other] = [await create(), await create()]
  const [kept, deleted] = [await forum.category(), await forum.category()]
  const waiting = async () => (await approvals()).filter(isCategory).length
  for (const categoryId of [kept, deleted]) await letModerate(categoryId, one, other)
  expect(await waiting()).toBe(4)
  expect((await admin.delete(`/categories/${deleted}`)).status).toBe(204)
  expect(await waiting()).toBe(2)
  expect((await letModerate(kept, one)).status).toBe(202)
  expect(await waiting()).toBe(1)
  expect((await admin.delete(`/groups/${one}`)).status).toBe(204)
  expect(await waiting()).toBe(0)
})

test('a confirmation and a change of the same category at once do not block', async () => {
  const id = await create()
  const categoryId = await forum.category()
  for (let time = 0; time < 3; time += 1) {
    await letModerate(categoryId, id)
    const name = { en: `Name ${time}` }
    const answers = await Promise.all([
      confirm(second, isCategory),
      admin.patch(`/categories/${categoryId}`, { name }),
      letModerate(categoryId)
    ])
    for (const { status, text } of answers) expect(status, text).toBeLessThan(500)
    await letModerate(categoryId)
  }
})

test('who moderates as a member has the rules of volunteers', async () => {
  const id = await create()
  const categoryId = await moderatedBy(id)
  const helper = await moderatorIn(id)
  const rename = await helper.put('/me/username', { username: 'SomethingElse' })
  expect(rename.body.code).toBe('renamed_by_admins')
  const { items } = (await admin.get('/admin/team')).body
  expect(items).toContainEqual(
    expect.objectContaining({ username: helper.username, role: 'volunteer' })
  )
  const alike = await member.put('/me/username', { username: `${helper.username}_` })
  expect(alike.body.errors).toMatchObject([{ path: 'username' }])
  const colleague = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const warning = { kind: 'warning', reason: 'spam', categoryId }
  const warned = await colleague.post(`/users/${helper.username}/sanctions`, warning)
  expect([warned.status, warned.body.code]).toEqual([403, 'role_not_below'])
})

test('demotion and resignation leave the groups that moderate, and no other', async () => {
  const [id, plain] = [await create(), await create('Quiet room')]
  await moderatedBy(id)
  const [resigned, demoted] = [await moderatorIn(id), await moderatorIn(id)]
  for (const one of [resigned, demoted]) await add(admin, plain, one)
  expect((await resigned.delete('/volunteering')).status).toBe(204)
  const role = { role: 'member' }
  expect((await admin.put(`/users/${demoted.username}/role`, role)).status).toBeLessThan(300)
  for (const one of [resigned, demoted]) {
    expect((await one.get('/me')).body.role).toBe('guest')
    expect(await moderatesOf(await signedInAgain(one))).toEqual([])
    expect(await namesIn(plain)).toContain(one.username)
  }
  expect(await namesIn(id)).toEqual([])
})

test('who leaves a group, or whose group stops moderating, moderates nothing at once', async () => {
  const id = await create()
  const [leaving, staying] = [await forum.user(), await forum.user()]
  for (const one of [leaving, staying]) await withSecondFactor(one)
  for (const one of [leaving, staying]) await add(admin, id, one)
  const categoryId = await forum.category({ moderatorGroups: [id] })
  await forum.connection.db
    .update(groupMembers)
    .set({ moderatesSince: forum.now() })
    .where(eq(groupMembers.groupId, id))
  for (const one of [leaving, staying])
    forum.ports.committed([{ type: 'actor.changed', payload: { userId: one.id } }])
  for (const one of [leaving, staying]) expect(await moderatesOf(one)).toEqual([categoryId])
  expect((await remove(admin, id, leaving)).status).toBe(204)
  expect(await moderatesOf(await signedInAgain(leaving))).toEqual([])
  expect((await letModerate(categoryId)).status).toBe(204)
  expect(await moderatesOf(await signedInAgain(staying))).toEqual([])
})

test('each category that a group gains needs a second admin; one it loses is gone', async () => {
  const id = await create('Night desk')
  const first = await moderatedBy(id)
  const helper = await moderatorIn(id)
  const another = await forum.category({ slug: 'another-place' })
  expect((await letModerate(another, id)).status).toBe(202)
  expect(await moderatesOf(helper)).toEqual([first])
  const settings = (await admin.get(`/categories/${another}`)).body
  expect(settings).toMatchObject({ moderatorGroups: [], waitingModeratorGroups: [id] })
  const waiting = (await approvals()).find(isCategory)
  expect(waiting?.name).toBe('Night desk → another-place')
  expect((await confirm(admin, isCategory)).body.code).toBe('second_person_needed')
  expect((await confirm(second, isCategory)).status).toBe(204)
  expect((await moderatesOf(helper)).sort()).toEqual([first, another].sort())
  expect((await letModerate(another)).status).toBe(204)
  expect(await moderatesOf(helper)).toEqual([first])
})

test('who put a member into a group that begins to moderate does not confirm them', async () => {
  const id = await create('Late desk')
  const place = await forum.category({ slug: 'late-place' })
  expect((await letModerate(place, id)).status).toBe(202)
  const chosen = await forum.user()
  await add(second, id, chosen)
  expect((await confirm(second, isCategory)).status).toBe(204)
  expect((await confirm(second, ofUser(chosen))).body.code).toBe('second_person_needed')
  expect((await confirm(admin, ofUser(chosen))).status).toBe(204)
})

test('a category that a group has grown too large for is stopped, not tried for ever', async () => {
  const id = await create('Crowd')
  const place = await forum.category({ slug: 'crowded-place' })
  await letModerate(place, id)
  await forum.connection.db.execute(sql`
    with made as (insert into users (username, username_key, email, role, created_at)
      select 'crowd' || n, 'crowd' || n, 'crowd' || n || '@forum.test', 'member', ${forum.now()}
      from generate_series(1, 201) n returning id)
    insert into group_members (group_id, user_id, source, added_by_id, added_at)
    select ${id}, id, 'person', ${admin.id}, ${forum.now()} from made`)
  forum.advance(25 * 3_600_000)
  await settleApprovals(forum.context())
  const later = await forum.user({ role: 'admin' })
  expect((await later.get('/approvals')).body.items.filter(isCategory)).toEqual([])
  expect((await later.get(`/categories/${place}`)).body.moderatorGroups).toEqual([])
})
