import { asc, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { invalid, notFound, transaction, type Context } from '@stoa/core'
import type { createdWebhook, webhookList, WebhookInput } from './contract.ts'
import { newSecret, replaceSecret, storeSecret } from './secrets.ts'
import { testEvent, webhookDeliveries, webhooks } from './schema.ts'

/** Lists all receivers by name, with the number of their failed and waiting messages. */
export async function listWebhooks({ db }: Context): Promise<z.infer<typeof webhookList>> {
  const counted = (condition: SQL) => sql<number>`(select count(*)::int
    from ${webhookDeliveries} where webhook_id = webhooks.id and ${condition})`
  const items = await db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      url: webhooks.url,
      events: webhooks.events,
      enabled: webhooks.enabled,
      createdAt: webhooks.createdAt,
      failed: counted(sql`state = 'failed' and type <> ${testEvent}`),
      waiting: sql<number>`(select case when bool_or(attempts > 0) then count(*)::int else 0 end
        from ${webhookDeliveries} where webhook_id = webhooks.id and state = 'waiting')`
    })
    .from(webhooks)
    .orderBy(asc(webhooks.name), asc(webhooks.id))
  return { items }
}

/**
 * Creates a receiver. Its secret is shown only in this answer.
 * @throws Problem 422 on `url`
 */
export async function createWebhook(
  ctx: Context,
  input: WebhookInput
): Promise<z.infer<typeof createdWebhook>> {
  const values = await checked(ctx, input)
  const secret = newSecret()
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(webhooks)
      .values({ ...values, sealedSecret: '', createdAt: ctx.now })
      .returning({ id: webhooks.id })
    if (!row) throw new Error('a webhook was not stored')
    await storeSecret(ctx, row.id, secret)
    await recordChange(ctx, 'created', row.id)
    return { id: row.id, secret }
  })
}

async function checked(ctx: Context, { events, ...input }: WebhookInput) {
  await ctx.ports.safety.review(ctx, { path: 'name', text: input.name })
  await ctx.ports.safety.review(ctx, { path: 'url', text: input.url })
  const url = URL.parse(input.url)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !isWeb || url.username !== '' || url.password !== '')
    throw invalid('url', 'webhooks_url_invalid')
  return { ...input, url: url.href, events: [...new Set(events)] }
}

/**
 * Changes a receiver.
 * @throws Problem 404, 422 as `createWebhook`
 */
export async function changeWebhook(ctx: Context, id: number, input: WebhookInput): Promise<void> {
  const values = await checked(ctx, input)
  await transaction(ctx, async (ctx) => {
    await lockWebhook(ctx, id)
    await ctx.db.update(webhooks).set(values).where(eq(webhooks.id, id))
    await recordChange(ctx, 'changed', id)
  })
}

/** Removes a receiver and its log. @throws Problem 404 */
export async function removeWebhook(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
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

type WebhookChange = 'created' | 'changed' | 'removed' | 'secret_renewed'

const recordChange = (ctx: Context, change: WebhookChange, webhookId: number) =>
  recordSecurityEvent(ctx, `webhook.${change}`, { details: { webhookId } })

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
