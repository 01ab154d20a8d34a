import { asc, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import {
  checkUnchanged,
  emit,
  notFound,
  snapshotOfFields,
  transaction,
  type Context
} from '@stoa/core'
import { patched } from '@stoa/core/data'
import type { createdWebhook, webhookList, WebhookChange, WebhookInput } from './contract.ts'
import {
  internalRequests,
  requestInternal,
  settleInternal,
  stopInternal
} from './internal-content.ts'
import { newSecret, replaceSecret, storeSecret } from './secrets.ts'
import { testEvent, webhookDeliveries, webhooks } from './schema.ts'
import { checkedUrl, storeUrl } from './urls.ts'

/** Lists all receivers by name, with the number of their failed and waiting messages. */
export async function listWebhooks(ctx: Context): Promise<z.infer<typeof webhookList>> {
  const counted = (condition: SQL) => sql<number>`(select count(*)::int
    from ${webhookDeliveries} where webhook_id = webhooks.id and ${condition})`
  const rows = await ctx.db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      format: webhooks.format,
      url: webhooks.url,
      events: webhooks.events,
      categories: webhooks.categories,
      announcementTypes: webhooks.announcementTypes,
      severities: webhooks.severities,
      reasons: webhooks.reasons,
      internal: webhooks.internal,
      enabled: webhooks.enabled,
      createdAt: webhooks.createdAt,
      revision: webhooks.revision,
      failed: counted(sql`state = 'failed' and type <> ${testEvent}`),
      waiting: sql<number>`(select case when bool_or(attempts > 0) then count(*)::int else 0 end
        from ${webhookDeliveries} where webhook_id = webhooks.id and state = 'waiting')`
    })
    .from(webhooks)
    .orderBy(asc(webhooks.name), asc(webhooks.id))
  const requests = await internalRequests(ctx)
  const items = rows.map(({ revision, ...row }) => ({
    ...row,
    internalRequest: requests.get(row.id) ?? null,
    snapshot: snapshotOfFields(editedOf(row, requests.has(row.id)), revision)
  }))
  return { items }
}

/** The fields that the form of a receiver edits. It shows internal content that waits as wanted. */
const editedOf = (row: Omit<Receiver, Unedited>, isAsked: boolean) => ({
  name: row.name,
  format: row.format,
  url: row.url,
  events: row.events,
  enabled: row.enabled,
  internal: row.internal || isAsked,
  categories: row.categories,
  announcementTypes: row.announcementTypes,
  severities: row.severities,
  reasons: row.reasons
})

type Unedited = 'sealedUrl' | 'revision' | 'sealedSecret' | 'previousSecrets'

/**
 * Creates a receiver. Its secret is shown only in this answer.
 * @throws Problem 422 on `url`
 */
export async function createWebhook(
  ctx: Context,
  input: WebhookInput
): Promise<z.infer<typeof createdWebhook>> {
  const url = await checkedUrl(ctx, input)
  await reviewName(ctx, input)
  const secret = newSecret()
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(webhooks)
      .values({ ...columnsOf(input), url: '', sealedSecret: '', createdAt: ctx.now })
      .returning({ id: webhooks.id, revision: webhooks.revision })
    if (!row) throw new Error('a webhook was not stored')
    await storeSecret(ctx, row.id, secret)
    await storeUrl(ctx, row.id, input.format, url)
    await recordChange(ctx, 'created', row.id)
    if (input.internal) await requestInternal(ctx, row)
    return { id: row.id, secret }
  })
}

type Receiver = typeof webhooks.$inferSelect
type WebhookFields = Omit<WebhookChange, 'revision'>

const columnsOf = <I extends WebhookFields>({ internal: _, url: _url, ...input }: I) => ({
  ...input,
  ...(input.events && { events: [...new Set(input.events)] })
})

async function reviewName(ctx: Context, { name }: WebhookChange) {
  if (name !== undefined) await ctx.ports.safety.review(ctx, { path: 'name', text: name })
}

/** The URL to be stored; null if the stored one stays. */
async function changedUrl(ctx: Context, stored: Receiver, change: WebhookFields) {
  const { url, format } = patched({ url: stored.url, format: stored.format }, change)
  const isKept = url === stored.url && format === stored.format
  return isKept ? null : checkedUrl(ctx, { url, format })
}

/**
 * Changes a receiver; what is left out stays. It keeps internal content only if the change widens
 * nothing; otherwise a second admin has to agree again.
 * @throws Problem 404, 409 as `checkUnchanged`, 422 as `createWebhook`
 */
export async function changeWebhook(
  ctx: Context,
  id: number,
  { revision, ...change }: WebhookChange
): Promise<void> {
  const url = await changedUrl(ctx, await findWebhook(ctx, id), change)
  await reviewName(ctx, change)
  await transaction(ctx, async (ctx) => {
    const isAsked = (await internalRequests(ctx)).has(id)
    await stopInternal(ctx, id)
    const before = await lockWebhook(ctx, id)
    // By its number, because the fields do not show the secret part of a chat's URL.
    checkUnchanged(revision, editedOf(before, isAsked), change, before.revision)
    await ctx.db
      .update(webhooks)
      .set({ ...columnsOf(change), revision: before.revision + 1 })
      .where(eq(webhooks.id, id))
    await storeUrl(ctx, id, change.format ?? before.format, url)
    const wanted = change.internal ?? (before.internal || isAsked)
    await settleInternal(ctx, before, { now: await findWebhook(ctx, id), wanted })
    await recordChange(ctx, 'changed', id)
  })
}

/** Removes a receiver and its log. @throws Problem 404 */
export async function removeWebhook(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await stopInternal(ctx, id)
    await lockWebhook(ctx, id)
    await ctx.db.delete(webhooks).where(eq(webhooks.id, id))
    await recordChange(ctx, 'removed', id)
  })
}

/** Replaces the secret. The former secrets also sign for a day. @throws Problem 404 */
export async function renewSecret(ctx: Context, id: number): Promise<{ secret: string }> {
  const secret = newSecret()
  await transaction(ctx, async (ctx) => {
    await replaceSecret(ctx, await lockWebhook(ctx, id), secret)
    await recordChange(ctx, 'secret_renewed', id)
  })
  return { secret }
}

type Act = 'created' | 'changed' | 'removed' | 'secret_renewed'

async function recordChange(ctx: Context, act: Act, webhookId: number) {
  await recordSecurityEvent(ctx, `webhook.${act}`, { details: { webhookId } })
  await emit(ctx, 'webhook.changed', { webhookId })
}

/** Finds a receiver and locks it until the transaction ends. @throws Problem 404 */
export async function lockWebhook({ db }: Context, id: number) {
  const [found] = await db.select().from(webhooks).where(eq(webhooks.id, id)).for('update')
  if (!found) throw notFound()
  return found
}

/** @throws Problem 404 */
export async function findWebhook({ db }: Context, id: number) {
  const [found] = await db.select().from(webhooks).where(eq(webhooks.id, id))
  if (!found) throw notFound()
  return found
}
