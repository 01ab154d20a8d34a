import { eq } from 'drizzle-orm'
import { Problem, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { providerSessions, signInProviders } from '../schema.ts'
import { findProvider } from './known.ts'
import { protocols } from './protocols.ts'

/** Returns the provider that began the present session, by its name in addresses; null if none did. */
export async function presentProvider({ db, actor }: Pick<Context, 'db' | 'actor'>) {
  const [found] = await db
    .select({ provider: signInProviders.slug })
    .from(providerSessions)
    .innerJoin(signInProviders, eq(signInProviders.id, providerSessions.providerId))
    .where(eq(providerSessions.sessionHash, actor.session?.hash ?? ''))
  return { provider: found?.provider ?? null }
}

/**
 * Returns what a provider is called, and its page for signing out there. The page is null if it has
 * none, or cannot be reached: signing out here never waits for it.
 * @throws Problem 404
 */
export async function providerSignOut(ctx: Context, slug: string) {
  const provider = await findProvider(ctx, slug)
  const { signOutAddress } = protocols[provider.protocol]
  const address = await signOutAddress(ctx, provider).catch((error: unknown) => {
    if (error instanceof Problem) return undefined
    throw error
  })
  return { name: wordsFor(ctx, provider.name), address: address?.href ?? null }
}
