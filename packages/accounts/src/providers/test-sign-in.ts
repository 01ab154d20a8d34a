import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { Problem, type Context } from '@stoa/core'
import { users } from '../schema.ts'
import type { Attempt } from './attempt.ts'
import { matching } from './claims/grants.ts'
import { namedClaims, readClaims, type Claims } from './claims/values.ts'
import type { testedSignIn } from './contract.ts'
import { identityOf } from './identities.ts'
import type { Provider } from './protocol.ts'
import { protocols } from './protocols.ts'

export type Tested = z.input<typeof testedSignIn>

// They bind a token to its attempt or session, and say nothing of the person.
const ofTheToken = ['nonce', 'at_hash', 'c_hash', 's_hash', 'sid', 'jti']
const maxShown = 500

/**
 * Tells what a provider says of somebody who signed in to test it, claim by claim, with what each
 * would give here. It stores nothing, and no session begins or changes. The caller is an admin.
 */
export async function testAnswer(
  ctx: Context,
  provider: Provider,
  attempt: Attempt,
  answer: string
): Promise<Tested> {
  const asked = { ...attempt, maxAge: null, everyClaim: true }
  const parameters = new URLSearchParams(answer)
  try {
    const { finish } = protocols[provider.protocol]
    const assertion = await finish(ctx, provider, asked, parameters)
    const { subject, claims } = assertion
    const account = await accountNamed(ctx, assertion)
    return {
      subject,
      account,
      claims: claimsShown(provider, claims),
      ...missing(provider, claims),
      error: null
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const said = codeIn(parameters.get('error') ?? error.params['said'])
    return {
      subject: null,
      account: null,
      claims: [],
      missing: [],
      error: { code: error.code, said }
    }
  }
}

/** A code is a word of the protocol; all else could be anything. */
const codeIn = (said: unknown) =>
  typeof said === 'string' && /^[a-z_]{1,60}$/.test(said) ? said : null

async function accountNamed(ctx: Context, named: { issuer: string; subject: string }) {
  const identity = await identityOf(ctx, named)
  if (!identity) return null
  const { username } = users
  const [found] = await ctx.db.select({ username }).from(users).where(eq(users.id, identity.userId))
  return found?.username ?? null
}

const claimsShown = ({ claimMappings }: Provider, claims: Claims): Tested['claims'] =>
  Object.entries(claims)
    .filter(([name]) => !ofTheToken.includes(name))
    .map(([name, value]) => {
      const own = claimMappings.filter(
        ({ claim }) => claim === name || claim.startsWith(`${name}.`)
      )
      const { seen } = readClaims(claims, namedClaims(own))
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      return { name, value: text.slice(0, maxShown), gives: matching(own, seen) }
    })

const missing = ({ claimMappings }: Provider, claims: Claims) => ({
  missing: readClaims(claims, namedClaims(claimMappings)).missing
})
