import { approvals } from '@stoa/accounts/schema'
import { approve } from '@stoa/accounts/approvals'
import { isNull } from 'drizzle-orm'
import { createClient } from '../client.ts'
import type { Client, TestForum } from '../forum.ts'

let serial = 0

/** Creates a service account as an admin; returns its id and name. */
export async function createService(admin: Client, values: object = {}) {
  const username = `sync-${(serial += 1)}`
  const { status, body, text } = await admin.post('/service-accounts', {
    ...{ username, description: 'Copies deposits.', requestsPerMinute: 600, ...values }
  })
  if (status !== 201) throw new Error(text)
  return { username, ...(body as { id: number; waiting: string[] }) }
}

/** Confirms everything that waits, as another admin. */
export async function confirmAll(forum: TestForum): Promise<void> {
  const admin = await forum.user({ role: 'admin' })
  const rows = await forum.connection.db.select().from(approvals).where(isNull(approvals.decidedAt))
  const { body } = await admin.get('/me')
  const actor = { ...forum.context().actor, id: admin.id, role: body.role }
  for (const { id } of rows) await approve({ ...forum.context(), actor }, id)
}

/** A service account with a token of all scopes, confirmed, and a client that uses it. */
export async function serviceClient(
  forum: TestForum,
  admin: Client,
  {
    scopes = ['read', 'write', 'moderate'],
    ...values
  }: { scopes?: string[]; topics?: string[] } = {}
): Promise<Client> {
  const { id, username } = await createService(admin, values)
  const input = { name: 'nightly', scopes, days: 30 }
  const { body, status, text } = await admin.post(`/service-accounts/${id}/tokens`, input)
  if (status !== 201) throw new Error(text)
  await confirmAll(forum)
  const headers = { authorization: `Bearer ${body.secret}` }
  return createClient(forum.app, forum.origin, { id, username, headers })
}
