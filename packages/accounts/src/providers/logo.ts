import { and, eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { signInProviders } from '../schema.ts'
import { recordProviderChange } from './settings.ts'

const { id, slug, logo, enabled } = signInProviders

/**
 * Changes the logo on the button of a provider, in the transaction of `ctx`. The caller is an admin.
 * @param uploadId null for none
 * @returns the id of the provider
 * @throws Problem 404
 */
export async function changeLogo(
  ctx: Context,
  provider: string,
  uploadId: string | null
): Promise<number> {
  const [changed] = await ctx.db
    .update(signInProviders)
    .set({ logo: uploadId })
    .where(eq(slug, provider))
    .returning()
  if (!changed) throw notFound()
  await recordProviderChange(ctx, 'provider.changed', changed)
  return changed.id
}

/** Whether this is the logo of a provider that the actor of `ctx` may see: one in use, or any. */
export async function isLogoVisible(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  providerId: number,
  uploadId: string
): Promise<boolean> {
  const isSeen = actor.role === 'admin' ? undefined : eq(enabled, true)
  return (await db.$count(signInProviders, and(eq(id, providerId), eq(logo, uploadId), isSeen))) > 0
}
