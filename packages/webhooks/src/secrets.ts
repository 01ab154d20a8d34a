import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { seal, unseal } from '@stoa/accounts'
import { after, type Context } from '@stoa/core'
import { webhooks } from './schema.ts'

const purpose = 'webhooks'
const ownerOf = (id: number) => `webhook:${id}`

/** A secret as Standard Webhooks write it: 256 random bits. */
export const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** Keeps a secret so that only this forum can read it. */
export async function storeSecret(ctx: Context, id: number, secret: string): Promise<void> {
  const sealedSecret = seal(ctx.ports, purpose, ownerOf(id), secret)
  await ctx.db.update(webhooks).set({ sealedSecret }).where(eq(webhooks.id, id))
}

const previousHolds = 24 * 3600_000

/** From now on another secret signs; for a day the old one signs too, so that no message is lost. */
export async function replaceSecret(
  ctx: Context,
  { id, sealedSecret }: typeof webhooks.$inferSelect,
  secret: string
): Promise<void> {
  await ctx.db
    .update(webhooks)
    .set({ sealedPrevious: sealedSecret, previousUntil: after(ctx.now, previousHolds) })
    .where(eq(webhooks.id, id))
  await storeSecret(ctx, id, secret)
}

/** The secrets that sign a message now; undefined where STOA_SECRET is not what it was. */
export function secretsOf(
  { ports, now }: Context,
  { id, sealedSecret, sealedPrevious, previousUntil }: typeof webhooks.$inferSelect
): string[] | undefined {
  const held = previousUntil !== null && previousUntil > now ? [sealedPrevious ?? ''] : []
  const [present, ...previous] = [sealedSecret, ...held].map((sealed) => {
    try {
      return unseal(ports, purpose, ownerOf(id), sealed)
    } catch {
      return ''
    }
  })
  return present ? [present, ...previous.filter(Boolean)] : undefined
}
