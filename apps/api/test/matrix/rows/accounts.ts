import { securityEvents } from '@stoa/accounts/schema'
import { eq } from 'drizzle-orm'
import { accounts, admins, everybody, unlessSuspended, type Call, type Rows } from '../row.ts'
import { waitingApproval } from '../../approvals/requested.ts'
import type { World } from '../world.ts'

/** A pending change proposed by another admin. */
async function pendingChange({ forum, bystander }: World): Promise<Call> {
  const [{ id: by }, { id }] = [await bystander({ role: 'admin' }), await bystander()]
  const subject = { userId: id, power: 'moderation' } as const
  const approval = await waitingApproval(forum, { kind: 'role_power', subject, by, gainsById: id })
  return { params: { id: approval } }
}

/** A power that waits for who asks. */
async function ownChange({ forum, caller, owner, bystander }: World): Promise<Call> {
  const { id: by } = await bystander({ role: 'admin' })
  const gainsById = caller.id || owner.id
  const subject = { userId: gainsById, power: 'moderation' } as const
  const gain = { kind: 'role_power', subject, gainsById } as const
  return { params: { id: await waitingApproval(forum, { ...gain, by }) } }
}

const onBystander = async ({ bystander }: World): Promise<Call> => ({
  params: { username: (await bystander()).username }
})

export const usersRows: Rows = {
  'accounts.suggestUsers': {
    call: async ({ owner }) => ({ query: { q: owner.username } }),
    answers: accounts(200)
  },
  'accounts.profile': { call: onBystander, answers: everybody(200) },
  'accounts.mute': { call: onBystander, answers: unlessSuspended(204) },
  'accounts.unmute': { call: onBystander, answers: accounts(204) },
  'accounts.setRole': {
    call: async (world) => ({ ...(await onBystander(world)), body: { role: 'volunteer' } }),
    answers: admins(204)
  },
  'accounts.approvals': {
    call: async () => ({}),
    answers: accounts(200)
  },
  'accounts.approve': { call: pendingChange, answers: admins(204) },
  'accounts.refuse': {
    call: async (world) => ({ ...(await pendingChange(world)), body: { reason: 'Not needed.' } }),
    answers: '401 401 403 403 403 403 403 403 204 204'
  },
  'accounts.withdraw': {
    call: ownChange,
    answers: accounts(204)
  },
  'accounts.team': { call: async () => ({}), answers: admins(200) },
  'accounts.revealPersonalData': {
    call: async (world) => ({
      ...(await onBystander(world)),
      body: { field: 'email', reason: 'A court asked for it.' }
    }),
    answers: '401 401 403 403 403 403 403 403 201 201'
  },
  'accounts.securityEvents': { call: async () => ({}), answers: admins(200) },
  'accounts.exportSecurityLog': {
    call: async () => ({ query: { format: 'csv' } }),
    answers: admins(200)
  },
  'accounts.revealEventAddress': {
    async call({ forum, owner }) {
      await owner.delete('/sessions')
      const [event] = await forum.connection.db
        .select({ id: securityEvents.id })
        .from(securityEvents)
        .where(eq(securityEvents.subjectId, owner.id))
      return { params: { id: event?.id ?? 0 }, body: { reason: 'A court asked for it.' } }
    },
    answers: admins(201)
  }
}
