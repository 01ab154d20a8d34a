import { asc, eq, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { findRecipient, idOfNamed, isDuplicate, recordSecurityEvent } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { conflict, holds, invalid, notFound, transaction, type Context } from '@stoa/core'
import type { createdWebhook, webhookList, WebhookInput } from './contract.ts'
import { followDesk } from './desk-queue.ts'
import { newSecret, replaceSecret, storeSecret } from './secrets.ts'
import { deskEvents, testEvent, webhookDeliveries, webhooks } from './schema.ts'

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
      agent: users.username,
      createdAt: webhooks.createdAt,
      failed: counted(sql`state = 'failed' and type <> ${testEvent}`),
      waiting: sql<number>`(select case when bool_or(attempts > 0) then count(*)::int else 0 end
        from ${webhookDeliveries} where webhook_id = webhooks.id and state = 'waiting')`
    })
    .from(webhooks)
    .leftJoin(users, eq(users.id, webhooks.agentId))
    .orderBy(asc(webhooks.name), asc(webhooks.id))
  return { items }
}

/**
 * Creates a receiver. Its secret is shown only in this answer.
 * @throws Problem 422 on `url`, `events` or `agent`, 409 `webhooks_desk_exists`
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
    await followDesk(ctx, undefined, { ...values, ...row })
    await recordChange(ctx, 'created', row.id, values.agentId)
    return { id: row.id, secret }
  }).catch((error: unknown) => {
    throw asOneDesk(error)
  })
}

async function checked(ctx: Context, { events, agent, ...input }: WebhookInput) {
  await ctx.ports.review(ctx, { path: 'name', text: input.name })
  await ctx.ports.review(ctx, { path: 'url', text: input.url })
  const url = URL.parse(input.url)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !isWeb || url.username !== '' || url.password !== '')
    throw invalid('url', 'webhooks_url_invalid')
  const agentId = agent === '' ? null : await agentNamed(ctx, agent)
  if (agentId === null && events.length === 0) throw invalid('events', 'field_required')
  const told = agentId === null ? [...new Set(events)] : [...deskEvents]
  return { ...input, url: url.href, events: told, agentId }
}

async function agentNamed(ctx: Context, username: string): Promise<number> {
  const [user] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.id, idOfNamed(username)))
  const found = user && (await findRecipient(ctx, user.id))
  if (!found || !holds(found.actor, 'desk')) throw invalid('agent', 'webhooks_agent_invalid')
  return found.actor.id
}

const asOneDesk = (error: unknown) =>
  isDuplicate(error, 'webhooks_one_desk') ? conflict('webhooks_desk_exists') : error

/**
 * Changes a receiver.
 * @throws Problem 404, 409 and 422 as `createWebhook`
 */
export async function changeWebhook(ctx: Context, id: number, input: WebhookInput): Promise<void> {
  const values = await checked(ctx, input)
  await transaction(ctx, async (ctx) => {
    const before = await lockWebhook(ctx, id)
    await ctx.db.update(webhooks).set(values).where(eq(webhooks.id, id))
    await followDesk(ctx, before, { ...before, ...values })
    await recordChange(ctx, 'changed', id, values.agentId)
  }).catch((error: unknown) => {
    throw asOneDesk(error)
  })
}

/** Removes a receiver and its log. @throws Problem 404 */
export async function removeWebhook(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await followDesk(ctx, await lockWebhook(ctx, id), undefined)
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

/** @param agentId the user under whose name it answers, for an external help desk */
const recordChange = (
  ctx: Context,
  change: WebhookChange,
  webhookId: number,
  agentId: number | null = null
) =>
  recordSecurityEvent(ctx, `webhook.${change}`, {
    details: { webhookId, ...(agentId && { agentId }) }
  })

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
