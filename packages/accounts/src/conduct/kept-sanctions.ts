import { and, eq, getTableColumns, gt, inArray, isNull, ne, not, notExists, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { emit, type Context } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import { identities, keptSanctions, sanctions, users } from '../schema.ts'
import { everyKeyed, keyed } from '../secrets.ts'
import { recordSecurityEvent } from '../security-log/record.ts'

const purpose = 'kept-sanctions'

/** Proof of who a person is: an address, or an identity at a provider. */
type Proof = { email: string } | { issuer: string; subject: string }

const textOf = (proof: Proof) =>
  'email' in proof ? `email|${proof.email.toLowerCase()}` : `${proof.issuer}|${proof.subject}`

/** A warning restricts nothing, so it ends with the account. */
const isInForce = (now: string) =>
  and(
    ne(sanctions.kind, 'warning'),
    isNull(sanctions.liftedAt),
    or(isNull(sanctions.until), gt(sanctions.until, now))
  )

/** Keeps who an account with a sanction belonged to, as hashes, before the account is erased. */
export async function keepSanctions(ctx: Context, userId: number): Promise<void> {
  const { db, now, ports } = ctx
  const held = await db
    .select({ id: sanctions.id })
    .from(sanctions)
    .where(and(eq(sanctions.userId, userId), isInForce(now)))
  if (held.length === 0) return
  const hashes = (await proofsOf(ctx, userId)).map((proof) =>
    keyed(ports, purpose, textOf(proof)).toString('hex')
  )
  const rows = held.flatMap(({ id }) => hashes.map((hash) => ({ hash, sanctionId: id })))
  if (rows.length > 0) await db.insert(keptSanctions).values(rows).onConflictDoNothing()
}

async function proofsOf({ db }: Context, userId: number): Promise<Proof[]> {
  const [account] = await db
    .select({ email: users.email, since: users.emailVerifiedAt })
    .from(users)
    .where(eq(users.id, userId))
  const { issuer, subject } = identities
  const known = await db
    .select({ issuer, subject })
    .from(identities)
    .where(eq(identities.userId, userId))
  return account?.email && account.since ? [{ email: account.email }, ...known] : known
}

async function hashesOf(ctx: Context, userId: number): Promise<string[]> {
  const proofs = await proofsOf(ctx, userId)
  const hashes = proofs.flatMap((proof) => everyKeyed(ctx.ports, purpose, textOf(proof)))
  return hashes.map((hash) => hash.toString('hex'))
}

/**
 * Gives a confirmed account the sanctions of an erased one that had its address or an identity of it,
 * in the transaction of `ctx`. Each is given once.
 */
export async function resumeSanctions(ctx: Context, userId: number): Promise<void> {
  const { db, now } = ctx
  const hashes = await hashesOf(ctx, userId)
  const { id: _, ...copied } = getTableColumns(sanctions)
  const kept = await db
    .selectDistinctOn([sanctions.kind, sanctions.createdAt, sanctions.categoryId], copied)
    .from(keptSanctions)
    .innerJoin(sanctions, eq(sanctions.id, keptSanctions.sanctionId))
    .where(
      and(inArray(keptSanctions.hash, hashes), isInForce(now), notExists(resumed(ctx, userId)))
    )
  if (kept.length === 0) return
  await db.insert(sanctions).values(kept.map((sanction) => ({ ...sanction, userId })))
  await recordSecurityEvent(ctx, 'account.sanction_resumed', { subjectId: userId, actorId: 0 })
  if (kept.some(({ kind }) => kind === 'suspension')) await endAccess(ctx, userId)
  else await emit(ctx, 'actor.changed', { userId })
}

/** The same sanction of this account, which an address or identity proved before brought. */
function resumed({ db }: Context, userId: number) {
  const own = alias(sanctions, 'own')
  const isSame = and(eq(own.kind, sanctions.kind), eq(own.createdAt, sanctions.createdAt))
  return db
    .select({ id: own.id })
    .from(own)
    .where(and(eq(own.userId, userId), isSame))
}

/** Deletes what was kept of a sanction that an account resumed, once its copy is lifted. */
export async function deleteKept(
  ctx: Context,
  { userId, kind, createdAt }: Pick<typeof sanctions.$inferSelect, 'userId' | 'kind' | 'createdAt'>
): Promise<void> {
  const { db } = ctx
  const isSame = and(eq(sanctions.kind, kind), eq(sanctions.createdAt, createdAt))
  const kept = db
    .select({ id: keptSanctions.sanctionId })
    .from(keptSanctions)
    .innerJoin(sanctions, eq(sanctions.id, keptSanctions.sanctionId))
    .where(and(isSame, inArray(keptSanctions.hash, await hashesOf(ctx, userId))))
  await db.delete(keptSanctions).where(inArray(keptSanctions.sanctionId, kept))
}

/** Deletes the hashes of sanctions that are over. A daily task calls it. */
export async function deleteEndedSanctions({ db, now }: Context): Promise<void> {
  const lasting = db.select({ id: sanctions.id }).from(sanctions).where(isInForce(now))
  await db.delete(keptSanctions).where(not(inArray(keptSanctions.sanctionId, lasting)))
}
