import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { knownPlaces } from './schema.ts'
import { everyKeyed, keyed } from './secrets.ts'

/**
 * Notes from where a user signs in.
 * @returns true where the user has signed in before, but never with this browser from this network
 */
export async function recordPlace(ctx: Context, userId: number): Promise<boolean> {
  const { address = '', userAgent = '' } = ctx.origin ?? {}
  const place = `${userId}|${networkOf(address)}|${browserOf(userAgent)}`
  const [hash = '', before] = everyKeyed(ctx.ports, 'known-places', place).map((one) =>
    one.toString('hex')
  )
  if (before !== undefined) await carryOver(ctx, userId, before, hash)
  const rows = await ctx.db.execute<{ unusual: boolean }>(sql`
    with earlier as (select 1 from ${knownPlaces} where user_id = ${userId} limit 1)
    insert into ${knownPlaces} (user_id, hash, last_used_at) values (${userId}, ${hash}, ${ctx.now})
    on conflict (user_id, hash) do update set last_used_at = excluded.last_used_at
    returning xmax = 0 and exists (select 1 from earlier) as unusual`)
  return rows[0]?.unusual ?? false
}

/** What was known under the previous secret is known under the present one. */
async function carryOver({ db }: Context, userId: number, before: string, hash: string) {
  const known = sql`exists (select from ${knownPlaces} where user_id = ${userId} and hash = ${hash})`
  await db
    .update(knownPlaces)
    .set({ hash })
    .where(and(eq(knownPlaces.userId, userId), eq(knownPlaces.hash, before), sql`not ${known}`))
}

/**
 * A keyed hash of the network that the request comes from, another one for each purpose; null where
 * there is no request.
 */
export function networkKey({ origin, ports }: Context, purpose: string): string | null {
  if (!origin) return null
  return keyed(ports, `networks:${purpose}`, siteOf(origin.address)).toString('base64url')
}

/** A household or an office, not a provider's whole country: three groups of either kind of address. */
const siteOf = (address: string) => address.split(/[.:]/).slice(0, 3).join('.')

/** A provider's customers move within a network; two groups of either kind of address name it. */
export const networkOf = (address: string) => address.split(/[.:]/).slice(0, 2).join('.')

/** Browsers update themselves every few weeks: their versions don't count. */
export const browserOf = (userAgent: string) => userAgent.replace(/[\d._]+/g, '')
