import { asc, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { seal } from '@stoa/accounts/secrets'
import { invalid, notFound, transaction, type Context } from '@stoa/core'
import { OutboundError } from '@stoa/core/server'
import type { createdWebhook, webhookList, WebhookInput } from './contract.ts'
import { newSecret, purpose, replaceSecret, storeSecret, urlOwnerOf } from './secrets.ts'
import { testEvent, webhookDeliveries, webhooks, type ReceiverShape } from './schema.ts'
import { chats } from './shapes.ts'

/** Lists all receivers by name, with the number of their failed and waiting messages. */
export async function listWebhooks({ db }: Context): Promise<z.infer<typeof webhookList>> {
  const counted = (condition: SQL) => sql<number>`(select count(*)::int
    from ${webhookDeliveries} where webhook_id = webhooks.id and ${condition})`
  const items = await db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      shape: webhooks.shape,
      url: webhooks.url,
      severities: webhooks.severities,
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
  const { values, url } = await checked(ctx, input)
  const secret = newSecret()
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(webhooks)
      .values({ ...values, url: '', sealedSecret: '', createdAt: ctx.now })
      .returning({ id: webhooks.id })
    if (!row) throw new Error('a webhook was not stored')
    await storeSecret(ctx, row.id, secret)
    await storeUrl(ctx, row.id, input.shape, url)
    await recordChange(ctx, 'created', row.id)
    return { id: row.id, secret }
  })
}

async function checked(ctx: Context, { events, ...input }: WebhookInput, stored?: Receiver) {
  await ctx.ports.safety.review(ctx, { path: 'name', text: input.name })
  const isKept = stored?.sealedUrl && input.url === stored.url && input.shape === stored.shape
  const url = isKept ? null : await checkedUrl(ctx, input)
  return { values: { ...input, events: [...new Set(events)] }, url }
}

/**
 * Returns the URL that is to be stored.
 * @throws Problem 422 on `url` for plain http, a password, an address inside, or one that is not of
 * the chat
 */
async function checkedUrl(
  ctx: Context,
  { url: written, shape }: Pick<WebhookInput, 'url' | 'shape'>
): Promise<URL> {
  // The URL of a chat is a secret itself, which is stored sealed.
  if (shape === 'generic') await ctx.ports.safety.review(ctx, { path: 'url', text: written })
  const url = URL.parse(written)
  if (!url || url.username !== '' || url.password !== '')
    throw invalid('url', 'webhooks_url_invalid')
  if (shape !== 'generic' && !chats[shape].takes(url)) throw invalid('url', 'webhooks_url_not_chat')
  try {
    await ctx.ports.outbound.check(url.href)
  } catch (error) {
    const isInside = error instanceof OutboundError && error.reason === 'address'
    throw invalid('url', isInside ? 'webhooks_url_private' : 'webhooks_url_invalid')
  }
  return url
}

type Receiver = typeof webhooks.$inferSelect

/** Stores a new URL: of a chat sealed, and only its host to be shown. */
async function storeUrl(ctx: Context, id: number, shape: ReceiverShape, url: URL | null) {
  if (!url) return
  const isChat = shape !== 'generic'
  const sealedUrl = isChat ? seal(ctx.ports, purpose, urlOwnerOf(id), url.href) : null
  await ctx.db
    .update(webhooks)
    .set({ url: isChat ? `${url.origin}/…` : url.href, sealedUrl })
    .where(eq(webhooks.id, id))
}

/**
 * Changes a receiver.
 * @throws Problem 404, 422 as `createWebhook`
 */
export async function changeWebhook(ctx: Context, id: number, input: WebhookInput): Promise<void> {
  const { values, url } = await checked(ctx, input, await findWebhook(ctx, id))
  await transaction(ctx, async (ctx) => {
    const { url: before } = await lockWebhook(ctx, id)
    await ctx.db
      .update(webhooks)
      .set({ ...values, url: before })
      .where(eq(webhooks.id, id))
    await storeUrl(ctx, id, input.shape, url)
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
