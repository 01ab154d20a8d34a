import { isDeepStrictEqual } from 'node:util'
import { and, eq, notInArray } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { isDuplicate } from '@stoa/core/database'
import { commandLine } from '@stoa/core/release'
import { StartError } from '@stoa/core/server'
import { decide } from '../../approvals/decide.ts'
import { signInProviders } from '../../schema.ts'
import { seal } from '../../secrets.ts'
import { countStranded } from '../../sign-in-mode/unlinked.ts'
import { lockWaiting } from '../client-proposal.ts'
import { secretOf, secretSeal } from '../discovery.ts'
import { begunThere, endProviderSessions } from '../logout.ts'
import type { Provider } from '../protocol.ts'
import { recordProviderChange } from '../settings.ts'
import { stopTrust } from '../trust.ts'
import type { ConfiguredProvider } from './read.ts'

const { id, slug, fromEnvironment } = signInProviders

/**
 * Stores the providers of the server's settings, whose operator is trusted with what takes two admins
 * otherwise. Those that are no longer set are switched off. Nothing is written if all is as before.
 * @throws StartError if a provider of the admins has the same name or client, or if the team, who
 * must sign in by providers, would be left without one
 */
export async function applyConfiguredProviders(
  ctx: Context,
  configured: readonly ConfiguredProvider[]
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const before = await inUse(ctx)
    for (const provider of configured) await store(ctx, provider)
    const named = configured.map(({ slug }) => slug)
    const isLeft = and(eq(fromEnvironment, true), notInArray(slug, named))
    const left = await ctx.db.select().from(signInProviders).where(isLeft).for('update')
    for (const provider of left) await switchOff(ctx, provider)
    await checkTeam(ctx, before)
  })
}

type Used = Pick<Provider, 'id' | 'slug' | 'issuer'>

const inUse = ({ db }: Context): Promise<Used[]> => {
  const { issuer, enabled } = signInProviders
  return db.select({ id, slug, issuer }).from(signInProviders).where(eq(enabled, true))
}

/** @throws StartError if somebody of the team can sign in only by a provider that was switched off */
async function checkTeam(ctx: Context, before: readonly Used[]): Promise<void> {
  const now = new Set((await inUse(ctx)).map(({ id }) => id))
  const off = before.filter(({ id }) => !now.has(id))
  const issuers = off.map(({ issuer }) => issuer)
  if ((await countStranded(ctx, issuers)) > 0) throw teamStranded(off)
}

async function store(ctx: Context, { clientSecret, ...given }: ConfiguredProvider) {
  const wanted = { ...given, fromEnvironment: true }
  const [known] = await ctx.db.select().from(signInProviders).where(eq(slug, given.slug))
  if (known && known.issuer !== given.issuer) throw otherIssuer(given)
  if (known && isSame(known, wanted) && secretIn(ctx, known) === clientSecret) return
  const sealedSecret =
    clientSecret === undefined ? null : seal(ctx.ports, ...secretSeal(given), clientSecret)
  const provider = await save(ctx, known, { ...wanted, sealedSecret })
  if (provider)
    await recordProviderChange(ctx, known ? 'provider.changed' : 'provider.added', provider)
}

const isSame = (known: Provider, wanted: Partial<Provider>) =>
  isDeepStrictEqual({ ...known, ...wanted }, known)

type Stored = Omit<ConfiguredProvider, 'clientSecret'> & Pick<Provider, 'sealedSecret'>

/** Returns undefined if another node has just added it. */
async function save(ctx: Context, known: Provider | undefined, stored: Stored) {
  try {
    return await (known ? replace(ctx, known, stored) : add(ctx, stored))
  } catch (error) {
    throw isDuplicate(error, 'sign_in_providers_client') ? clientTaken(stored) : error
  }
}

async function add({ db, now }: Context, stored: Stored) {
  const row = { ...stored, fromEnvironment: true, protocol: 'oidc' as const, createdAt: now }
  const [added] = await db
    .insert(signInProviders)
    .values(row)
    .onConflictDoNothing({ target: slug })
    .returning()
  return added
}

/** Proposals of admins for it end, as the settings decide from now on. */
async function replace(ctx: Context, known: Provider, stored: Partial<Provider>) {
  const waiting = await lockWaiting(ctx, known)
  if (waiting) await decide(ctx, waiting.approval, 'withdrawn')
  await stopTrust(ctx, known.id)
  const [changed] = await ctx.db
    .update(signInProviders)
    .set({ ...stored, fromEnvironment: true })
    .where(eq(id, known.id))
    .returning()
  return changed
}

/** Leaves it to the admins, but for what only two of them could give it. Its identities stay. */
async function switchOff(ctx: Context, provider: Provider) {
  const untrusted = { ownedDomains: [], isInternal: false, sealedSecret: null }
  await ctx.db
    .update(signInProviders)
    .set({ ...untrusted, fromEnvironment: false, enabled: false })
    .where(eq(id, provider.id))
  await endProviderSessions(ctx, begunThere(ctx, provider.id), 'session.ended_by_provider')
  await recordProviderChange(ctx, 'provider.changed', provider)
}

/** Undefined also for a secret that no key decrypts any more, which is sealed again. */
function secretIn(ctx: Context, provider: Provider): string | undefined {
  try {
    return secretOf(ctx, provider)
  } catch {
    return undefined
  }
}

const otherIssuer = ({ slug }: ConfiguredProvider) =>
  new StartError(
    `STOA_SIGN_IN_PROVIDERS gives ${slug} another issuer than the one it has, and people are known ` +
      'by their issuer: choose another slug.'
  )

const clientTaken = ({ slug }: Stored) =>
  new StartError(
    `STOA_SIGN_IN_PROVIDERS gives ${slug} the issuer and client of another provider: use that one's ` +
      'slug, or remove it at /admin/sign-in first.'
  )

const teamStranded = (off: readonly Used[]) =>
  new StartError(
    `STOA_SIGN_IN_PROVIDERS switches ${off.map(({ slug }) => slug).join(', ')} off, and people with special ` +
      `permissions must sign in by it: set it again, or run \`${commandLine} sign-in:passwords\` first.`
  )
