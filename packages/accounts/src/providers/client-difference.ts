import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { dueAt, isUndecided, waitingColumns } from '../approvals/approval.ts'
import { can } from '../policy.ts'
import { approvals, signInProviderRevisions, signInProviders } from '../schema.ts'
import { usernamesOf } from '../people/people.ts'
import type { clientDifference } from './settings-contract.ts'

type ClientDifference = z.infer<typeof clientDifference>
type Revision = typeof signInProviderRevisions.$inferSelect
type Clients = Pick<typeof signInProviders.$inferSelect, 'clientId' | 'scopes' | 'enabled'>

/** Returns what the clients that wait would change, by the ids of their changes. */
export async function clientDifferences(ctx: Pick<Context, 'db'>) {
  const rows = await waitingRows(ctx)
  return new Map(rows.map(({ change, before, after }) => [change.id, differenceOf(before, after)]))
}

/** Returns the changes of clients that wait, by the ids of their providers. */
export async function waitingClients(ctx: Context) {
  const rows = await waitingRows(ctx)
  const ids = rows.map(({ change }) => change.proposedById)
  const names = await usernamesOf(ctx, ids)
  return new Map(
    rows.map(({ change, before, after }) => {
      const { id, proposedById } = change
      const confirm = can.approve(ctx.actor, change)
      const decision = { id, by: names.get(proposedById) ?? null, due: dueAt(ctx, change) }
      return [before.id, { ...decision, ...differenceOf(before, after), can: { confirm } }]
    })
  )
}

function waitingRows({ db }: Pick<Context, 'db'>) {
  const { id, providerId } = signInProviderRevisions
  return db
    .select({ change: waitingColumns, after: signInProviderRevisions, before: signInProviders })
    .from(approvals)
    .innerJoin(signInProviderRevisions, eq(id, approvals.subjectId))
    .innerJoin(signInProviders, eq(signInProviders.id, providerId))
    .where(and(isUndecided, eq(approvals.kind, 'provider_client')))
}

const differenceOf = (
  before: Clients,
  after: Clients & Pick<Revision, 'removes' | 'sealedSecret' | 'withdrawnSigns'>
): ClientDifference => ({
  removes: after.removes,
  clientId: changed(before.clientId, after.clientId),
  newSecret: after.sealedSecret !== null,
  scopes: changed(before.scopes.join(' '), after.scopes.join(' ')),
  enabled: changed(before.enabled, after.enabled),
  withdrawnSigns: after.withdrawnSigns
})

const changed = <T>(before: T, after: T) => (before === after ? null : { before, after })
