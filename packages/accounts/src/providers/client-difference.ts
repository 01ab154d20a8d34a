import { eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { selectApprovals, waitsFor } from '../approvals/approval.ts'
import { waitingOf } from '../approvals/wait.ts'
import { signInProviderRevisions, signInProviders } from '../schema.ts'
import type { waitingShape } from '../shapes.ts'
import type { clientDifference } from './settings-contract.ts'

type ClientDifference = z.infer<typeof clientDifference>
type Revision = typeof signInProviderRevisions.$inferSelect
type Clients = Pick<typeof signInProviders.$inferSelect, 'clientId' | 'scopes' | 'enabled'>

/** Returns what the clients that wait would change, by the ids of their approvals. */
export async function clientDifferences(ctx: Pick<Context, 'db'>) {
  const rows = await readWaiting(ctx)
  return new Map(
    rows.map(({ approval, before, after }) => [approval.id, differenceOf(before, after)])
  )
}

/** Returns the changes of clients that wait, by the ids of their providers. */
export async function waitingClients(
  ctx: Context
): Promise<ReadonlyMap<number, ClientDifference & z.infer<typeof waitingShape>>> {
  const rows = await readWaiting(ctx)
  const waiting = await waitingOf(
    ctx,
    rows.map(({ approval }) => approval)
  )
  return new Map(
    rows.map(({ before, after }, at) => [
      before.id,
      { ...waiting[at]!, ...differenceOf(before, after) }
    ])
  )
}

async function readWaiting(ctx: Pick<Context, 'db'>) {
  const waiting = await selectApprovals<'provider_client'>(ctx, waitsFor('provider_client'))
  const { id, providerId } = signInProviderRevisions
  const revisions = waiting.map(({ subject }) => subject.revision)
  const rows = await ctx.db
    .select({ after: signInProviderRevisions, before: signInProviders })
    .from(signInProviderRevisions)
    .innerJoin(signInProviders, eq(signInProviders.id, providerId))
    .where(inArray(id, revisions))
  return waiting.flatMap((approval) =>
    rows
      .filter(({ after }) => after.id === approval.subject.revision)
      .map((row) => ({ approval, ...row }))
  )
}

const differenceOf = (
  before: Clients,
  after: Clients & Pick<Revision, 'removes' | 'sealedSecret'>
): ClientDifference => ({
  removes: after.removes,
  clientId: changed(before.clientId, after.clientId),
  newSecret: after.sealedSecret !== null,
  scopes: changed(before.scopes.join(' '), after.scopes.join(' ')),
  enabled: changed(before.enabled, after.enabled)
})

const changed = <T>(before: T, after: T) => (before === after ? null : { before, after })
