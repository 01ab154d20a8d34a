import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { after, conflict, type Context } from '@stoa/core'
import { isTokenOpen } from '../mail/tokens.ts'
import { emailAddresses, mailedTokens } from '../schema.ts'
import type { LockedAccount } from './account-lock.ts'
import {
  heldAddresses,
  isProtected,
  week,
  type AddressRow,
  type HeldAddress
} from './held-addresses.ts'

/** All address rows of an account, the oldest first. Empty before its first change of address. */
export const addressRows = ({ db }: Pick<Context, 'db'>, userId: number): Promise<AddressRow[]> =>
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
