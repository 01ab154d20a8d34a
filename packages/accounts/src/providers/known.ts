import { and, asc, eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { signInProviders } from '../schema.ts'
import type { Provider } from './protocol.ts'

type Parts = Pick<Context, 'db' | 'ports' | 'locale'>

const isUsed = (slug: string) =>
  and(eq(signInProviders.slug, slug), eq(signInProviders.enabled, true))

export const isInUse = async ({ db }: Pick<Context, 'db'>, slug: string): Promise<boolean> =>
  (await db.$count(signInProviders, isUsed(slug))) > 0

/** Returns a provider that is in use. @throws Problem 404 */
export async function findProvider({ db }: Pick<Context, 'db'>, slug: string): Promise<Provider> {
  const [found] = await db.select().from(signInProviders).where(isUsed(slug))
  if (!found) throw notFound()
  return found
}

/** Returns a provider, also one that is switched off. @throws Problem 404 */
export async function findAnyProvider(
  { db }: Pick<Context, 'db'>,
  slug: string
): Promise<Provider> {
  const [found] = await db.select().from(signInProviders).where(eq(signInProviders.slug, slug))
  if (!found) throw notFound()
  return found
}

/** Lists the providers in use, as the buttons of the page for signing in. */
export async function listButtons(ctx: Parts) {
  const { slug, name, logo } = signInProviders
  const rows = await ctx.db
    .select({ slug, name, logo })
    .from(signInProviders)
    .where(eq(signInProviders.enabled, true))
    .orderBy(asc(signInProviders.id))
  return rows.map((row) => ({ ...row, name: wordsFor(ctx, row.name) }))
}
