import { z } from 'zod'
import { eq } from 'drizzle-orm'
import { after, Problem, type Context, conflict, transaction } from '@stoa/core'
import { emailShape } from '../shapes.ts'
import { seal, unsealJson } from '../secrets.ts'
import { isAtDomain, checkIsOpened } from '../sign-up/rule.ts'
import { type SeenClaims, users } from '../schema.ts'
import { namedClaims, readClaims } from './claims/values.ts'
import { isInUse } from './known.ts'
import type { Assertion, Provider } from './protocol.ts'
import { confirmedAccount, type AccountWithPassword, fullRoleOf } from '../account/account.ts'
import { lockOpened } from '../recovery/account-lock.ts'
import { linkIdentity } from './identities.ts'

const purpose = 'provider-newcomers'
// Long enough to read the documents.
const lifetime = 60 * 60_000

const newcomerShape = z.object({
  /** Which provider signed them in. */
  slug: z.string(),
  issuer: z.string(),
  subject: z.string(),
  sid: z.string().optional(),
  /** Null if they have yet to prove one. */
  provedEmail: z.string().nullable(),
  /** The values that mappings name, of claims that the provider did not leave out. */
  claims: z.record(z.string(), z.array(z.string())),
  until: z.string()
})
export type Newcomer = z.infer<typeof newcomerShape>

/** The address of this person, if it is one and the provider gave it out. */
export const provedEmail = (
  { ownedDomains }: Pick<Provider, 'ownedDomains'>,
  { email = '', emailVerified }: Pick<Assertion, 'email' | 'emailVerified'>
): string | undefined =>
  emailVerified &&
  emailShape.safeParse(email).success &&
  ownedDomains.some((domain) => isAtDomain(email, domain))
    ? email
    : undefined

/** A token that proves for an hour who a newcomer is at their provider. */
export function newcomerToken(
  { ports, now }: Pick<Context, 'ports' | 'now'>,
  provider: Provider,
  assertion: Assertion
): string {
  const { issuer, subject, sid } = assertion
  const until = after(now, lifetime)
  const email = provedEmail(provider, assertion) ?? null
  const newcomer = { slug: provider.slug, issuer, subject, sid, provedEmail: email, until }
  const claims = mapped(provider, assertion)
  return seal(
    ports,
    purpose,
    'newcomer',
    JSON.stringify({ ...newcomer, claims } satisfies Newcomer)
  )
}

function mapped({ claimMappings }: Provider, { claims }: Assertion): SeenClaims {
  const { seen } = readClaims(claims, namedClaims(claimMappings))
  const isNamed = (claim: string, text: string) =>
    claimMappings.some((one) => one.claim === claim && one.value === text)
  return Object.fromEntries(
    Object.entries(seen).map(([claim, values]) => [
      claim,
      values.filter((text) => isNamed(claim, text))
    ])
  )
}

/** @throws Problem 401 `provider_attempt_expired`, also if the provider was switched off since */
export async function readNewcomer(ctx: Context, token: string): Promise<Newcomer> {
  const newcomer = unsealJson(newcomerShape, ctx.ports, purpose, 'newcomer', token)
  if (!newcomer || newcomer.until <= ctx.now || !(await isInUse(ctx, newcomer.slug)))
    throw new Problem(401, 'provider_attempt_expired')
  return newcomer
}

/**
 * Finds the account with the address that the provider gave out to this person, and links it.
 * @throws Problem 409 `identity_to_link` if the account has a power or a second factor: that
 * takes more than an address
 */
export async function findNamesake(ctx: Context, provider: Provider, assertion: Assertion) {
  const email = provedEmail(provider, assertion)
  const account = email && (await confirmedAccount(ctx, email))
  if (!account) return undefined
  checkIsInUse(ctx, account)
  if (fullRoleOf(account) !== 'member' || account.secondFactorSince)
    throw conflict('identity_to_link')
  await transaction(ctx, async (ctx) => {
    await linkIdentity(ctx, assertion, account.id, { byEmail: true })
    await joinVisitor(ctx, account.id)
  })
  return account
}

/**
 * Makes a member of a visitor: their mailbox was proved, and who the provider knows needs no
 * invitation.
 * @throws Problem 403 as `checkIsOpened`
 */
export async function joinVisitor(ctx: Context, userId: number): Promise<void> {
  const { visitor } = await lockOpened(ctx, userId)
  if (!visitor) return
  await checkIsOpened(ctx)
  await ctx.db.update(users).set({ visitor: false }).where(eq(users.id, userId))
}

/** @throws Problem 401 `provider_refused` for accounts of the demo outside of it */
export function checkIsInUse({ ports }: Context, { demo }: AccountWithPassword): void {
  if (demo && !ports.demo) throw new Problem(401, 'provider_refused')
}
