import { allowedHosts, links, trustedEntries } from '@stoa/safety/schema'
import { admins, byModeration, everybody, type Call, type Rows } from '../row.ts'
import { waitingApproval } from '../../approvals/requested.ts'
import type { World } from '../world.ts'

let serial = 0

/** An official contact that another admin has proposed. */
async function onEntry({ forum, bystander }: World): Promise<Call> {
  const { id: by } = await bystander({ role: 'admin' })
  const value = `d${(serial += 1)}.example`
  const [row] = await forum.connection.db
    .insert(trustedEntries)
    .values({ kind: 'domain', value, key: value, addedById: by, addedAt: forum.now() })
    .returning({ id: trustedEntries.id })
  const id = row?.id ?? 0
  await waitingApproval(forum, { kind: 'trust_entry', subject: { entryId: id, change: 'add' }, by })
  return { params: { id } }
}

export const guardsRows: Rows = {
  'guards.official': {
    call: async () => ({ query: { q: 'https://forum.example' } }),
    answers: everybody(200)
  },
  'guards.checkMail': {
    call: async () => ({
      file: { name: 'mail.eml', bytes: Buffer.from('From: a@b.example\r\n\r\n') }
    }),
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
  'guards.removeTrusted': { call: onEntry, answers: admins(204) },
  'guards.allowedHosts': { call: async () => ({}), answers: byModeration(200) },
  'guards.allowHost': {
    call: async () => ({ body: { host: `h${(serial += 1)}.example` } }),
    answers: byModeration(201)
  },
  'guards.disallowHost': {
    async call({ forum }) {
      const [row] = await forum.connection.db
        .insert(allowedHosts)
        .values({ host: `g${(serial += 1)}.example`, addedAt: forum.now() })
        .returning({ id: allowedHosts.id })
      return { params: { id: row?.id ?? 0 } }
    },
    answers: byModeration(204)
  },
  'guards.blockLists': { call: async () => ({}), answers: admins(200) },
  'guards.importBlockList': {
    call: async () => ({ params: { source: 'phishing' }, body: { hosts: ['evil.example'] } }),
    answers: admins(204)
  }
}
