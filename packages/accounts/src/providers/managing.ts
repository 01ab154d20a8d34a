import { eq } from 'drizzle-orm'
import { conflict, emit, invalid, notFound, Problem, transaction, type Context } from '@stoa/core'
import { isDuplicate } from '@stoa/core/database'
import { signInProviders } from '../schema.ts'
import { seal } from '../secrets.ts'
import type { SecurityEventKind } from '../security-log/kinds.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { lockMode } from '../sign-in-mode/mode.ts'
import { checkAdminProvider } from '../sign-in-mode/unlinked.ts'
import { reviewTexts } from '../text-review.ts'
import { stopMappings } from './claims/mappings.ts'
import type { ProviderChange, ProviderInput } from './contract.ts'
import { normalizeDomains } from './domains.ts'
import { secretOwner, secretPurpose } from './discovery.ts'
import { begunThere, endProviderSessions, endUntrusted } from './end-sessions.ts'
import { findAnyProvider } from './known.ts'
import type { Provider } from './protocol.ts'
import { protocols } from './protocols.ts'
import { setTrust, stopTrust, type Trust } from './trust.ts'

/** A provider that nobody has stored yet. */
const untrusted = {
  ...{ id: 0, ownedDomains: [], factorSigns: [], isInternal: false, claimMappings: [] },
  ...{ unreachableSince: null, fromEnvironment: false, logo: null }
}

/**
 * Adds a provider, if it can be reached. The caller is an admin.
 * @throws Problem 409 `provider_exists`, 422 on `issuer`, `ownedDomains` or as `reviewTexts`
 */
export async function addProvider(ctx: Context, input: ProviderInput) {
  const { ownedDomains, factorSigns, isInternal, clientSecret, slug, ...given } = input
  await review(ctx, input)
  const wanted = { ownedDomains: normalizeDomains(ownedDomains), factorSigns, isInternal }
  const sealedSecret = sealedIf(ctx, slug, clientSecret) ?? null
  const row = { ...given, slug, sealedSecret, protocol: 'oidc' as const, createdAt: ctx.now }
  await checkReachable(ctx, { ...untrusted, ...row }, wanted)
  await transaction(ctx, async (ctx) => {
    const [added] = await ctx.db
      .insert(signInProviders)
      .values(row)
      .onConflictDoNothing()
      .returning()
    if (!added) throw conflict('provider_exists')
    await setTrust(ctx, added, wanted)
    await recordProviderChange(ctx, 'provider.added', added)
  })
  return { provider: slug }
}

/**
 * Changes a provider, if it can be reached with the new settings. The caller is an admin.
 * @throws Problem 404, 409 `provider_exists`, `provider_from_environment` or as `checkAdminProvider`,
 * 422 as `addProvider`
 */
export async function changeProvider(ctx: Context, slug: string, input: ProviderChange) {
  const { ownedDomains, factorSigns, isInternal, clientSecret, ...given } = input
  await review(ctx, input)
  const wanted = { ownedDomains: normalizeDomains(ownedDomains), factorSigns, isInternal }
  const sealedSecret = sealedIf(ctx, slug, clientSecret)
  const changed = { ...given, ...(sealedSecret && { sealedSecret }) }
  const { id, ...before } = await findOwnProvider(ctx, slug)
  await checkReachable(ctx, { id, ...before, ...changed }, wanted)
  await transaction(ctx, async (ctx) => {
    await lockMode(ctx)
    await stopTrust(ctx, id, wanted)
    const provider = await lockProvider(ctx, id)
    await ctx.db.update(signInProviders).set(changed).where(eq(signInProviders.id, provider.id))
    await checkAdminProvider(ctx)
    await setTrust(ctx, provider, wanted)
    await endUntrusted(ctx, provider, wanted)
    await recordProviderChange(ctx, 'provider.changed', provider)
  }).catch((error: unknown) => {
    throw isDuplicate(error, 'sign_in_providers_client') ? conflict('provider_exists') : error
  })
}

/**
 * Removes a provider. What it knows of people stays, so that adding it again signs the same people
 * in. Other sessions that it began end, as it can no longer be asked about them. The caller is an
 * admin.
 * @throws Problem 404, 409 `provider_from_environment`, `provider_gives_power` while its claims give
 * power, which would stay, or as `checkAdminProvider`
 */
export async function removeProvider(ctx: Context, slug: string): Promise<void> {
  const { id } = await findOwnProvider(ctx, slug)
  await transaction(ctx, async (ctx) => {
    await lockMode(ctx)
    await stopTrust(ctx, id)
    await stopMappings(ctx, id)
    const provider = await lockProvider(ctx, id)
    if (provider.claimMappings.length > 0) throw conflict('provider_gives_power')
    await endProviderSessions(ctx, begunThere(ctx, id), 'session.ended_by_provider')
    await ctx.db.delete(signInProviders).where(eq(signInProviders.id, provider.id))
    await checkAdminProvider(ctx)
    await recordProviderChange(ctx, 'provider.removed', provider)
    await emit(ctx, 'provider.removed', { providerId: provider.id })
  })
}

/** @throws Problem as `reviewTexts`, and as `ports.safety.review` for the settings of its client */
async function review(ctx: Context, { name, clientId, scopes }: ProviderChange): Promise<void> {
  await reviewTexts(ctx, 'name', name)
  await ctx.ports.safety.review(ctx, { path: 'clientId', text: clientId })
  for (const [at, text] of scopes.entries())
    await ctx.ports.safety.review(ctx, { path: `scopes.${at}`, text })
}

const sealedIf = ({ ports }: Context, slug: string, secret: string | undefined) =>
  secret === undefined ? undefined : seal(ports, secretPurpose, secretOwner({ slug }), secret)

/**
 * Checks that a provider can be reached. In the own network that waits for a second admin, and a
 * test of the sign-in shows it then.
 * @param provider as it is or would be made, with the trust that it has now
 * @throws Problem 422 on `issuer`, which says why it cannot be used
 */
async function checkReachable(
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

/** Returns a provider that admins may change. */
async function findOwnProvider(ctx: Context, slug: string): Promise<Provider> {
  const provider = await findAnyProvider(ctx, slug)
  if (provider.fromEnvironment) throw conflict('provider_from_environment')
  return provider
}

async function lockProvider(ctx: Context, id: number): Promise<Provider> {
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
  { id, issuer }: Provider
): Promise<void> {
  await recordSecurityEvent(ctx, kind, { details: { providerId: id, issuer } })
  // Pages for guests show the buttons.
  await emit(ctx, 'sign_up.changed', {})
}
