import { links, trustedEntries } from '@stoa/moderation/schema'
import { admins, everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

let serial = 0

/** An entry that another admin has proposed, or has proposed to take away. */
const onEntry =
  (wanted: 'added' | 'removed') =>
  async ({ forum, bystander }: World): Promise<Call> => {
    const { id: by } = await bystander({ role: 'admin' })
    const value = `d${(serial += 1)}.example`
    const added = {
      kind: 'domain',
      value,
      key: value,
      addedById: by,
      addedAt: forum.now()
    } as const
    const removal = { addConfirmedById: by, removedById: by, removedAt: forum.now() }
    const [row] = await forum.connection.db
      .insert(trustedEntries)
      .values(wanted === 'removed' ? { ...added, ...removal } : added)
      .returning({ id: trustedEntries.id })
    return { params: { id: row?.id ?? 0 } }
  }

export const guardsRows: Rows = {
  'guards.official': {
    call: async () => ({ query: { q: 'https://forum.example' } }),
    answers: everybody(200)
  },
  'guards.trusted': { call: async () => ({}), answers: everybody(200) },
  'guards.link': {
    async call({ forum }) {
      const token = `t${String((serial += 1)).padStart(21, '0')}`
      const link = { token, url: 'https://elsewhere.example/', verdict: 'unknown' } as const
      await forum.connection.db.insert(links).values({ ...link, keptAt: forum.now() })
      return { params: { token } }
    },
    answers: everybody(200),
    unknown: (call) => ({ ...call, params: { token: 'x'.repeat(22) } })
  },
  'guards.addTrusted': {
    call: async () => ({ body: { kind: 'domain', value: `n${(serial += 1)}.example` } }),
    answers: admins(201)
  },
  'guards.removeTrusted': { call: onEntry('added'), answers: admins(204) },
  'guards.keepTrusted': { call: onEntry('removed'), answers: admins(204) },
  'guards.confirmTrusted': { call: onEntry('added'), answers: admins(204) },
  'guards.blockLists': { call: async () => ({}), answers: admins(200) },
  'guards.importBlockList': {
    call: async () => ({ params: { source: 'phishing' }, body: { hosts: ['evil.example'] } }),
    answers: admins(204)
  }
}
