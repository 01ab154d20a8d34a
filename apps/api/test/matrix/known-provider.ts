import { identities, signInProviders } from '@stoa/accounts/schema'
import { startForgingProvider, type ForgingProvider } from '../accounts/forging-provider.ts'
import type { TestForum } from '../forum.ts'

let started: Promise<ForgingProvider> | undefined
export const running = () => (started ??= startForgingProvider())

let serial = 0
export const settings = (issuer: string, slug: string) => ({
  ...{ slug, issuer, clientId: slug, name: { en: 'Acme account' }, scopes: ['openid'] },
  ...{ ownedDomains: [], isInternal: false, enabled: true }
})

/** Adds a provider, and returns its name in addresses. */
export async function addedProvider({ connection, now }: TestForum): Promise<string> {
  const slug = `acme-${(serial += 1)}`
  const { issuer } = await running()
  const row = { ...settings(issuer, slug), protocol: 'oidc', createdAt: now() } as const
  await connection.db.insert(signInProviders).values(row)
  return slug
}

/** Links an account at the provider of the tests to a user, and returns its id. */
export async function linkedIdentity(forum: TestForum, userId: number): Promise<number> {
  await providerOf(forum)
  const { issuer } = await running()
  const linked = { issuer, subject: `somebody-${(serial += 1)}`, userId }
  const times = { createdAt: forum.now(), lastUsedAt: forum.now() }
  const [row] = await forum.connection.db
    .insert(identities)
    .values({ ...linked, ...times })
    .returning({ id: identities.id })
  return row?.id ?? 0
}

const providers = new WeakMap<TestForum, Promise<string>>()

/** One provider of the file, at which people are known. */
function providerOf(forum: TestForum): Promise<string> {
  const known = providers.get(forum) ?? addedProvider(forum)
  providers.set(forum, known)
  return known
}
