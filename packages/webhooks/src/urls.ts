import { eq } from 'drizzle-orm'
import { seal } from '@stoa/accounts/secrets'
import { invalid, type Context } from '@stoa/core'
import { OutboundError } from '@stoa/core/server'
import type { WebhookInput } from './contract.ts'
import { chats } from './formats.ts'
import { purpose, urlOwnerOf } from './secrets.ts'
import { webhooks, type ReceiverFormat } from './schema.ts'

/**
 * Returns the URL that is to be stored.
 * @throws Problem 422 on `url` for plain http, a password, an address inside, a port of another
 * protocol, or one that is not of the chat
 */
export async function checkedUrl(
  ctx: Context,
  { url: written, format }: Pick<WebhookInput, 'url' | 'format'>
): Promise<URL> {
  // The URL of a chat is a secret itself, which is stored sealed.
  if (format === 'generic') await ctx.ports.safety.review(ctx, { path: 'url', text: written })
  const url = URL.parse(written)
  if (!url || url.username !== '' || url.password !== '')
    throw invalid('url', 'webhooks_url_invalid')
  if (format !== 'generic' && !chats[format].takes(url))
    throw invalid('url', 'webhooks_url_not_chat')
  try {
    await ctx.ports.outbound.check(url.href)
  } catch (error) {
    const reason = error instanceof OutboundError ? error.reason : undefined
    if (reason === 'port') throw invalid('url', 'webhooks_url_port', { port: url.port })
    throw invalid('url', reason === 'address' ? 'webhooks_url_private' : 'webhooks_url_invalid')
  }
  return url
}

/** Stores a new URL: of a chat sealed, and only its host to be shown. */
export async function storeUrl(
  ctx: Context,
  id: number,
  format: ReceiverFormat,
  url: URL | null
): Promise<void> {
  if (!url) return
  const isChat = format !== 'generic'
  const sealedUrl = isChat ? seal(ctx.ports, purpose, urlOwnerOf(id), url.href) : null
  await ctx.db
    .update(webhooks)
    .set({ url: isChat ? `${url.origin}/…` : url.href, sealedUrl })
    .where(eq(webhooks.id, id))
}
