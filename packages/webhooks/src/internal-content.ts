import { eq, inArray, and, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  namedBy,
  requestApproval,
  selectApprovals,
  waitingOf,
  waitsFor,
  withdrawApprovals,
  type ApprovalKind
} from '@stoa/accounts/approvals'
import { emit, type Context } from '@stoa/core'
import type { Webhook } from './contract.ts'
import { webhooks } from './schema.ts'

const kind = 'webhook_internal'
const subject = z.object({ webhookId: z.int(), revision: z.int() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    webhook_internal: z.infer<typeof subject>
  }
}

type Receiver = typeof webhooks.$inferSelect

/**
 * Asks a second admin to let a receiver have what guests may not read, as it is now. Runs in the
 * transaction of `ctx`.
 */
export async function requestInternal(
  ctx: Context,
  { id: webhookId, revision }: Pick<Receiver, 'id' | 'revision'>
): Promise<void> {
  await requestApproval(ctx, { kind, subject: { webhookId, revision } })
}

/**
 * Stops what waits for a receiver, which is about to be another. Call it before the receiver is
 * locked, because confirming a request locks the request first.
 */
export const stopInternal = (ctx: Context, webhookId: number): Promise<void> =>
  withdrawApprovals(ctx, waitsFor(kind, { webhookId }))

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
export const internalContent: ApprovalKind<typeof kind> = {
  ...{ subject, event: 'webhook.internal_', agreements: 1 },
  async apply(ctx, { subject: { webhookId, revision } }) {
    const isRead = and(eq(webhooks.id, webhookId), eq(webhooks.revision, revision))
    const { count } = await ctx.db.update(webhooks).set({ internal: true }).where(isRead)
    if (count > 0) await emit(ctx, 'webhook.changed', { webhookId })
  },
  namesOf: namedBy(
    ({ webhookId }) => webhookId,
    async ({ db }, ids) => {
      const rows = await db.select().from(webhooks).where(inArray(webhooks.id, ids))
      return new Map(
        rows.map(({ id, name, url, events }) => [id, `${name} → ${url} (${events.join(', ')})`])
      )
    }
  )
}

/** Returns the requests that wait for a second admin, by the ids of their receivers. */
export async function internalRequests(
  ctx: Context
): Promise<ReadonlyMap<number, Webhook['internalRequest']>> {
  const approvals = await selectApprovals<typeof kind>(ctx, waitsFor(kind))
  const waiting = await waitingOf(ctx, approvals)
  return new Map(approvals.map(({ subject }, at) => [subject.webhookId, waiting[at]!]))
}

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
