import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import type { Cause } from './note.ts'
import { notify } from './notify.ts'

type Proposed = Cause & { actorId: number }

/** Notifies the other admins of a proposed change of the trust list. They can object for a day. */
export async function notifyOfTrustProposal(ctx: Context, event: Proposed): Promise<void> {
  await notify(ctx, event, { kind: 'trust_proposal', byId: event.actorId }, await admins(ctx))
}

/** Notifies the other admins that data would be kept for a shorter time. They can object for a day. */
export async function notifyOfRetentionProposal(ctx: Context, event: Proposed): Promise<void> {
  const note = { kind: 'retention_proposal', byId: event.actorId } as const
  await notify(ctx, event, note, await admins(ctx))
}

async function admins({ db }: Context): Promise<number[]> {
  const rows = await db.select({ id: users.id }).from(users).where(eq(users.role, 'admin'))
  return rows.map(({ id }) => id)
}
