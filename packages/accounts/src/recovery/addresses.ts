import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { after, conflict, type Context } from '@stoa/core'
import { isDuplicate } from '@stoa/core/database'
import { isTokenOpen } from '../mail/tokens.ts'
import { emailAddresses, mailedTokens } from '../schema.ts'
import type { LockedAccount } from './account-lock.ts'

/** All address rows of an account, the oldest first. Empty before its first change of address. */
const addressRows = ({ db }: Pick<Context, 'db'>, userId: number): Promise<AddressRow[]> =>
  db
    .select()
    .from(emailAddresses)
    .where(eq(emailAddresses.userId, userId))
    .orderBy(asc(emailAddresses.id))

/** Stores a row in the address history of an account. */
export async function addAddress(
  ctx: Context,
  row: Omit<typeof emailAddresses.$inferInsert, 'since'> & { since?: string }
): Promise<AddressRow> {
  const [added] = await ctx.db
    .insert(emailAddresses)
    .values({ since: ctx.now, ...row })
    .returning()
  if (!added) throw new Error('an address was not added')
  return added
}

/** The addresses of a locked account, at least one; see `heldAddresses`. */
export async function addressesOf(
  ctx: Context,
  { id: userId, email, emailVerifiedAt }: LockedAccount
): Promise<HeldAddress[]> {
  const held = heldAddresses(await addressRows(ctx, userId))
  if (held.length > 0) return held
  const since = emailVerifiedAt ?? ctx.now
  const first = await addAddress(ctx, { userId, email: email ?? '', askedAt: since, since })
  return [{ ...first, until: null }]
}

export function presentOf(held: readonly HeldAddress[]): HeldAddress {
  const present = held.at(-1)
  if (!present) throw new Error('an account without an address')
  return present
}

/** Finds the open undo link by which the holder of this address can get an account back. */
export async function claimOf(ctx: Context, email: string): Promise<UndoLink | undefined> {
  const [link] = await ctx.db
    .select(getTableColumns(mailedTokens))
    .from(emailAddresses)
    .innerJoin(mailedTokens, eq(mailedTokens.addressId, emailAddresses.id))
    .where(
      and(
        sql`lower(${emailAddresses.email}) = lower(${email})`,
        eq(mailedTokens.purpose, 'email_undo'),
        isTokenOpen(ctx.now)
      )
    )
    .orderBy(asc(emailAddresses.id), asc(mailedTokens.id))
    .limit(1)
  if (!link?.userId || !link.addressId) return undefined
  const { id, userId, addressId, createdAt } = link
  const held = heldAddresses(await addressRows(ctx, userId))
  return isProtected(changesSince(held, addressId))
    ? undefined
    : { id, userId, addressId, createdAt }
}

/**
 * Refuses an address from which another account was moved away lately, because its holder can undo
 * that.
 * @throws Problem 409 `address_claimed`
 */
export async function checkUnclaimed(ctx: Context, email: string, userId: number): Promise<void> {
  const claim = await claimOf(ctx, email)
  if (claim && claim.userId !== userId) throw conflict('address_claimed')
}

/**
 * Refuses to remove a second factor that protects a recent change of address; see `isProtected`.
 * @throws Problem 409 `second_factor_protects_email`
 */
export async function checkProtectsNothing(ctx: Context, account: LockedAccount): Promise<void> {
  const held = heldAddresses(await addressRows(ctx, account.id))
  const lately = held.filter(({ since }, place) => place > 0 && since > after(ctx.now, -week))
  if (isProtected(lately)) throw conflict('second_factor_protects_email')
}

/** The fields of a link that an undo needs. `addressId` is the address to return to. */
export type UndoLink = { id: number; userId: number; addressId: number; createdAt: string }

/** The changes of address since this row, the oldest first. */
export const changesSince = (held: readonly HeldAddress[], addressId: number) =>
  held.slice(held.findIndex(({ id }) => id === addressId) + 1)

type AddressRow = typeof emailAddresses.$inferSelect

/** `until` is null for the present address. */
export type HeldAddress = AddressRow & { until: string | null }

/** For so long a lost address can be restored, and newly added ways in are not trusted. */
export const week = 7 * 24 * 3600_000

/**
 * The addresses of an account without undone changes, the oldest first.
 * @param rows all rows of the account, the oldest first
 */
function heldAddresses(rows: readonly AddressRow[]): HeldAddress[] {
  const held: HeldAddress[] = []
  for (const row of rows) {
    if (row.restoresId === null) {
      endLast(held, row.since)
      held.push({ ...row, until: null })
    } else {
      held.splice(held.findIndex(({ id }) => id === row.restoresId) + 1)
      endLast(held, null)
    }
  }
  return held
}

function endLast(held: HeldAddress[], until: string | null) {
  const last = held.at(-1)
  if (last) last.until = until
}

/** Whether it is the present address, or was within the last seven days. */
export const isRecent = ({ until }: HeldAddress, now: string): boolean =>
  until === null || until > after(now, -week)

/** The recent addresses of an account, without duplicates. */
export function recentAddresses(held: readonly HeldAddress[], now: string): HeldAddress[] {
  const recent = held.filter((one) => isRecent(one, now))
  return [...new Map(recent.map((one) => [one.email.toLowerCase(), one])).values()]
}

/**
 * Whether these changes, the oldest first, cannot be undone by the holder of an older address. That
 * is so if one was proved by a second factor that was older than seven days when the first change
 * was requested.
 */
export function isProtected(changes: readonly AddressRow[]): boolean {
  const [first] = changes
  if (!first) return false
  const trusted = after(first.askedAt, -week)
  return changes.some(({ factorSince }) => factorSince !== null && factorSince <= trusted)
}

/** Of what confirms an address. @throws Problem 409 `address_taken` if another account has it */
export function throwIfTaken(error: unknown): never {
  throw isDuplicate(error, 'users_email') ? conflict('address_taken') : error
}
