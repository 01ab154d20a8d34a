import { randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { seal, unseal, type SealedText } from '@stoa/accounts/secrets'
import { after, type Context } from '@stoa/core'
import { webhooks, type PreviousSecret } from './schema.ts'

type Receiver = typeof webhooks.$inferSelect

export const purpose = 'webhooks'
/** The owner under which a secret is encrypted. */
export const ownerOf = (id: number) => `webhook:${id}`

/** The owner under which the URL of a chat is encrypted. */
export const urlOwnerOf = (id: number) => `webhook-url:${id}`

/** The URL to send to; undefined if it cannot be decrypted with the present STOA_SECRET. */
export function targetOf({ ports }: Context, { id, url, sealedUrl }: Receiver): URL | undefined {
  if (sealedUrl === null) return new URL(url)
  try {
    return new URL(unseal(ports, purpose, urlOwnerOf(id), sealedUrl))
  } catch {
    return undefined
  }
}

/** A secret in the form of Standard Webhooks: 256 random bits. */
export const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

export async function storeSecret(ctx: Context, id: number, secret: string): Promise<void> {
  const sealedSecret = seal(ctx.ports, purpose, ownerOf(id), secret)
  await ctx.db.update(webhooks).set({ sealedSecret }).where(eq(webhooks.id, id))
}

const previousHolds = 24 * 3600_000

// Bounds the signatures of a message after many renewals.
const maxPrevious = 5

/**
 * Replaces the signing secret. Each former secret also signs for a day, so that no message is lost.
 */
export async function replaceSecret(
  ctx: Context,
  { id, sealedSecret, previousSecrets }: Receiver,
  secret: string
): Promise<void> {
  const replaced = { sealed: sealedSecret, until: after(ctx.now, previousHolds) }
  const previous = [replaced, ...holding(ctx, previousSecrets)].slice(0, maxPrevious)
  await ctx.db.update(webhooks).set({ previousSecrets: previous }).where(eq(webhooks.id, id))
  await storeSecret(ctx, id, secret)
}

const holding = ({ now }: Context, previous: PreviousSecret[]) =>
  previous.filter(({ until }) => until > now)

/**
 * The secrets that sign a message; undefined if they cannot be decrypted with the present
 * STOA_SECRET.
 */
export function secretsOf(
  ctx: Context,
  { id, sealedSecret, previousSecrets }: Receiver
): string[] | undefined {
  const held = holding(ctx, previousSecrets).map(({ sealed }) => sealed)
  const [present, ...previous] = [sealedSecret, ...held].map((sealed) => {
    try {
      return unseal(ctx.ports, purpose, ownerOf(id), sealed)
    } catch {
      return ''
    }
  })
  return present ? [present, ...previous.filter(Boolean)] : undefined
}

/**
 * The stored secrets and secret URLs of all receivers, including recent former ones, for a change of STOA_SECRET.
 */
export async function* sealedSecrets({ db }: Context): AsyncGenerator<SealedText> {
  for (const { id, sealedSecret, previousSecrets, sealedUrl } of await db.select().from(webhooks)) {
    if (sealedUrl !== null)
      yield {
        ...{ purpose, owner: urlOwnerOf(id), sealed: sealedUrl },
        replace: (by) =>
          db
            .update(webhooks)
            .set({ sealedUrl: by })
            .where(and(eq(webhooks.id, id), eq(webhooks.sealedUrl, sealedUrl)))
      }
    for (const sealed of [sealedSecret, ...previousSecrets.map(({ sealed }) => sealed)])
      yield {
        ...{ purpose, owner: ownerOf(id), sealed },
        // Replaces the text in both columns, because the secret may be renewed meanwhile.
        replace: (by) =>
          db
            .update(webhooks)
            .set({
              sealedSecret: sql`replace(sealed_secret, ${sealed}, ${by})`,
              previousSecrets: sql`replace(previous_secrets::text, ${sealed}, ${by})::jsonb`
            })
            .where(eq(webhooks.id, id))
      }
  }
}
