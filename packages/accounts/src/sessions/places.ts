import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { knownPlaces } from '../schema.ts'
import { everyKeyed, keyed } from '../secrets.ts'

/**
 * Records the place (network and browser) of a sign-in.
 * @returns true if the user has signed in before, but never with this browser from this network
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

/** Moves a hash made with the previous secret to the present one. */
async function carryOver({ db }: Context, userId: number, before: string, hash: string) {
  const known = sql`exists (select from ${knownPlaces} where user_id = ${userId} and hash = ${hash})`
  await db
    .update(knownPlaces)
    .set({ hash })
    .where(and(eq(knownPlaces.userId, userId), eq(knownPlaces.hash, before), sql`not ${known}`))
}

/**
 * A keyed hash of the network of the request, different for each purpose. Null outside of requests.
 */
export function networkKey({ origin, ports }: Context, purpose: string): string | null {
  if (!origin) return null
  return keyed(ports, `networks:${purpose}`, siteOf(origin.address)).toString('base64url')
}

/** Three groups of an address: a household or an office, not a provider's whole country. */
const siteOf = (address: string) => address.split(/[.:]/).slice(0, 3).join('.')

/** Two groups of an address: customers of a provider move within such a network. */
export const networkOf = (address: string) => address.split(/[.:]/).slice(0, 2).join('.')

/** Removes version numbers, because browsers update themselves every few weeks. */
export const browserOf = (userAgent: string) => userAgent.replace(/[\d._]+/g, '')
