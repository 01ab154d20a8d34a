import { eq, inArray, and, sql } from 'drizzle-orm'
import { accountRules, usernamesOf } from '@stoa/accounts'
import {
  waitingApprovals,
  requestApproval,
  withdrawApprovalsOf,
  type ApprovalKind,
  type WaitingApproval
} from '@stoa/accounts/approvals'
import { emit, type Context } from '@stoa/core'
import type { Webhook } from './contract.ts'
import { webhooks } from './schema.ts'

const kind = 'webhook_internal'

type Receiver = typeof webhooks.$inferSelect

/**
 * Asks a second admin to let a receiver have what guests may not read, as it is now. Runs in the
 * transaction of `ctx`.
 */
export async function requestInternal(
  ctx: Context,
  { id, revision }: Pick<Receiver, 'id' | 'revision'>
): Promise<void> {
  await requestApproval(ctx, { kind, subjectId: id, power: String(revision) })
}

/**
 * Stops what waits for a receiver, which is about to be another. Call it before the receiver is
 * locked, because confirming a request locks the request first.
 */
export const stopInternal = (ctx: Context, id: number): Promise<void> =>
  withdrawApprovalsOf(ctx, kind, id)

type Change = { now: Receiver; wanted: boolean }

/** Keeps, asks for or ends internal content of a receiver that was changed. It is locked. */
export async function settleInternal(ctx: Context, before: Receiver, { now, wanted }: Change) {
  const internal = wanted && before.internal && !isWidened(before, now)
  await ctx.db.update(webhooks).set({ internal }).where(eq(webhooks.id, now.id))
  if (wanted && !internal) await requestInternal(ctx, now)
}

/** Whether a changed receiver could get anything that the former one did not, or elsewhere. */
const isWidened = (before: Receiver, after: Receiver): boolean =>
  before.url !== after.url ||
  before.sealedUrl !== after.sealedUrl ||
  !after.events.every((one) => before.events.includes(one)) ||
  !isNarrower(before.categories, after.categories) ||
  !isNarrower(before.announcementTypes, after.announcementTypes) ||
  !isNarrower(before.severities, after.severities) ||
  !isNarrower(before.reasons, after.reasons)

/** An empty filter lets everything pass. */
const isNarrower = <T>(before: readonly T[], after: readonly T[]) =>
  before.length === 0 || (after.length > 0 && after.every((one) => before.includes(one)))

/** Lets a receiver have internal content, unless it is another than the one that was read. */
export const internalContentHandler: ApprovalKind = {
  event: 'webhook.internal_',
  details: ({ subjectId: webhookId }) => ({ webhookId }),
  agreements: 1,
  async apply(ctx, { subjectId, power }) {
    const { id, revision } = webhooks
    const [found] = await ctx.db
      .select({ revision })
      .from(webhooks)
      .where(eq(id, subjectId))
      .for('update')
    if (String(found?.revision) !== power) return
    await ctx.db.update(webhooks).set({ internal: true }).where(eq(id, subjectId))
    await emit(ctx, 'webhook.changed', { webhookId: subjectId })
  },
  drop: async () => {},
  async namesOf({ db }, changes) {
    const { id, name, url, events } = webhooks
    const ids = changes.map(({ subjectId }) => subjectId)
    const rows = await db.select({ id, name, url, events }).from(webhooks).where(inArray(id, ids))
    const names = new Map(
      rows.map((row) => [row.id, `${row.name} → ${row.url} (${row.events.join(', ')})`])
    )
    return new Map(changes.map((change) => [change.id, names.get(change.subjectId) ?? '']))
  }
}

/** Returns the requests that wait for a second admin, by the ids of their receivers. */
export async function internalRequests(
  ctx: Context
): Promise<ReadonlyMap<number, Webhook['internalRequest']>> {
  const changes = (await waitingApprovals(ctx)).filter((change) => change.kind === kind)
  const names = await usernamesOf(
    ctx,
    changes.map(({ proposedById }) => proposedById)
  )
  return new Map(changes.map((change) => [change.subjectId, shown(ctx, change, names)]))
}

const shown = (
  { actor }: Context,
  change: WaitingApproval,
  names: ReadonlyMap<number, string>
): Webhook['internalRequest'] => ({
  ...{ changeId: change.id, by: names.get(change.proposedById) ?? null },
  can: { confirm: accountRules.approve(actor, change) === null }
})

type Merged = { categoryId: number; intoId: number }

/**
 * Effect: filters that name a merged category name the one that it was merged into. That may let more
 * pass, so the receiver loses internal content until a second admin agrees again.
 */
export async function followMergedCategory(ctx: Context, merged: Merged): Promise<void> {
  const { id, categories } = webhooks
  const names = sql`${merged.categoryId} = any(${categories})`
  const rows = await ctx.db.select({ id }).from(webhooks).where(names)
  for (const row of rows) await replaceCategory(ctx, row.id, merged)
}

async function replaceCategory(ctx: Context, webhookId: number, { categoryId, intoId }: Merged) {
  await stopInternal(ctx, webhookId)
  const { id, categories, internal, revision } = webhooks
  const isNamed = sql`${categoryId} = any(${categories})`
  await ctx.db
    .update(webhooks)
    .set({
      categories: sql`array(select distinct
        unnest(array_replace(${categories}, ${categoryId}::bigint, ${intoId}::bigint)))`,
      internal: sql`${internal} and ${intoId} = any(${categories})`,
      revision: sql`${revision} + 1`
    })
    .where(and(eq(id, webhookId), isNamed))
  await emit(ctx, 'webhook.changed', { webhookId })
}
