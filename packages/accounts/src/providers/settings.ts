import { eq, and } from 'drizzle-orm'
import { conflict, emit, invalid, notFound, Problem, type Context } from '@stoa/core'
import { signInProviders } from '../schema.ts'
import { seal } from '../secrets.ts'
import type { SecurityEventKind } from '../security-log/kinds.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { reviewTexts } from '../text-review.ts'
import type { ProviderChange } from './settings-contract.ts'
import { secretSeal } from './discovery.ts'
import { findAnyProvider } from './known.ts'
import type { Provider } from './protocol.ts'
import { protocols } from './protocols.ts'
import type { Trust } from './trust.ts'
import { normalizeDomains } from '../sign-up/rule.ts'

/** @throws Problem as `reviewTexts`, and as `ports.safety.review` for the settings of its client */
export async function reviewSettings(
  ctx: Context,
  { name, clientId, scopes }: ProviderChange
): Promise<void> {
  await reviewTexts(ctx, 'name', name)
  await ctx.ports.safety.review(ctx, { path: 'clientId', text: clientId })
  for (const [at, text] of scopes.entries())
    await ctx.ports.safety.review(ctx, { path: `scopes.${at}`, text })
}

/** Reads what a provider is to be trusted with. @throws Problem 422 on `ownedDomains` */
export const trustIn = ({ ownedDomains, isInternal }: ProviderChange): Trust => ({
  ownedDomains: normalizeDomains(ownedDomains, 'ownedDomains', 'field_domain'),
  isInternal
})

/** Seals the secret of a client; undefined without one. */
export const sealSecret = ({ ports }: Context, slug: string, secret: string | undefined) =>
  secret === undefined ? undefined : seal(ports, ...secretSeal({ slug }), secret)

/**
 * Checks that a provider can be reached. In the own network that waits for a second admin, and a
 * test of the sign-in shows it then.
 * @param provider as it is or would be made, with the trust that it has now
 * @throws Problem 422 on `issuer`, which says why it cannot be used
 */
export async function checkReachable(
  ctx: Context,
  provider: Provider,
  { isInternal }: Pick<Trust, 'isInternal'>
): Promise<void> {
  const url = URL.parse(provider.issuer)
  if (!url || url.search !== '' || url.hash !== '') throw invalid('issuer', 'field_issuer')
  if (isInternal && !provider.isInternal && (await ctx.ports.site.isOpened(ctx))) return
  try {
    await protocols[provider.protocol].check(ctx, { ...provider, isInternal })
  } catch (error) {
    throw error instanceof Problem ? invalid('issuer', 'field_issuer_unreachable') : error
  }
}

/**
 * Returns a provider that admins may change.
 * @throws Problem 404, 409 `provider_from_environment`
 */
export async function findOwnProvider(ctx: Context, slug: string): Promise<Provider> {
  const provider = await findAnyProvider(ctx, slug)
  if (provider.fromEnvironment) throw conflict('provider_from_environment')
  return provider
}

/** @throws Problem 404 */
export async function lockProvider(ctx: Context, id: number): Promise<Provider> {
  const [found] = await ctx.db
    .select()
    .from(signInProviders)
    .where(eq(signInProviders.id, id))
    .for('update')
  if (!found) throw notFound()
  return found
}

/** Records that a provider changed, in the transaction of `ctx`. */
export async function recordProviderChange(
  ctx: Context,
  kind: SecurityEventKind,
  { id, issuer }: Pick<Provider, 'id' | 'issuer'>
): Promise<void> {
  await recordSecurityEvent(ctx, kind, { details: { providerId: id, issuer } })
  // Pages for guests show the buttons.
  await emit(ctx, 'sign_up.changed', {})
}

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
