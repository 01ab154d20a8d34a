import { expect } from 'vitest'
import { secondFactors } from '@stoa/accounts/schema'
import type { Client, TestForum } from '../forum.ts'

type Member = { username: string; moderates: string }
type Pending = {
  id: number
  kind: string
  name: string
  username: string | null
  can: { approve: boolean }
}

/** A change that waits for a second admin: of this user, or of a category. */
export const ofUser =
  ({ username }: Client) =>
  (change: Pending) =>
    change.username === username
export const isCategory = ({ kind }: Pending) => kind === 'category_power'

/** What two admins of the forum do with groups. `begin` is called once before. */
export function groupActs(forum: TestForum) {
  let admin: Client
  let second: Client
  const acts = {
    async begin() {
      admin = await forum.user({ role: 'admin' })
      second = await forum.user({ role: 'admin' })
      return { admin, second }
    },
    create: async (name = 'VIP desk'): Promise<number> =>
      (await admin.post('/groups', { name: { en: name } })).body.id,
    add: (by: Client, id: number, { username }: Client, owner = false) =>
      by.put(`/groups/${id}/members/${username}`, { owner }),
    remove: (by: Client, id: number, { username }: Client) =>
      by.delete(`/groups/${id}/members/${username}`),
    membersOf: async (id: number): Promise<Member[]> =>
      (await admin.get(`/groups/${id}/members`)).body.items,
    namesIn: async (id: number) => (await acts.membersOf(id)).map(({ username }) => username),
    /** Asks by the admin's form that the groups moderate the category. */
    letModerate: (categoryId: number, ...moderatorGroups: number[]) =>
      admin.patch(`/categories/${categoryId}`, { moderatorGroups }),
    approvals: async (by = second): Promise<Pending[]> => (await by.get('/approvals')).body.items,
    async confirm(by: Client, find: (change: Pending) => boolean) {
      const change = (await acts.approvals(by)).find(find)
      return by.post(`/approvals/${change?.id}/approval`)
    },
    /** A category that the group moderates, as two admins agreed. */
    async moderatedBy(id: number) {
      const categoryId = await forum.category()
      expect((await acts.letModerate(categoryId, id)).status).toBe(202)
      expect((await acts.confirm(second, isCategory)).status).toBe(204)
      return categoryId
    },
    /** A member of the group who moderates, as two admins agreed. */
    async moderatorIn(id: number) {
      const helper = await forum.user()
      await acts.withSecondFactor(helper)
      expect((await acts.add(admin, id, helper)).status).toBe(202)
      expect((await acts.confirm(second, ofUser(helper))).status).toBe(204)
      return acts.signedInAgain(helper)
    },
    async signedInAgain(client: Client) {
      client.headers.cookie = await forum.session(client.username)
      return client
    },
    async withSecondFactor({ id: userId }: Client) {
      const confirmedAt = forum.now()
      await forum.connection.db
        .insert(secondFactors)
        .values({ userId, authenticatorSince: confirmedAt, confirmedAt })
      forum.ports.committed([{ type: 'actor.changed', payload: { userId } }])
    },
    moderatesOf: async (client: Client) => (await client.get('/me')).body.moderates as number[]
  }
  return acts
}
