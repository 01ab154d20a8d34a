import { desc, isNull, and, eq } from 'drizzle-orm'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { Problem, transaction, type Context } from '@stoa/core'
import { commandLine } from '@stoa/core/release'
import { seal, unseal, type SealedText } from '@stoa/accounts/secrets'
import { announcementKeys } from './schema.ts'

const purpose = 'announcement-signing'
export const algorithm = 'EdDSA'

/**
 * Returns the active signing key and creates one if there is none; `kid` is the thumbprint of its
 * public part.
 * @throws Problem 503 `announcement_signing_key_unreadable` if STOA_SECRET has changed
 */
export async function signingKey(ctx: Context) {
  const row = (await activeKey(ctx)) ?? (await createKey(ctx))
  const secret = opened(ctx, row)
  return { kid: row.kid, key: await importJWK(JSON.parse(secret) as JWK, algorithm) }
}

/** Whether the active signing key can be decrypted; `none`: nothing was signed yet. */
export async function stateOfSigningKey(
  ctx: Pick<Context, 'db' | 'ports'>
): Promise<'none' | 'readable' | 'unreadable'> {
  const row = await activeKey(ctx)
  if (!row) return 'none'
  try {
    opened(ctx, row)
    return 'readable'
  } catch {
    return 'unreadable'
  }
}

function opened({ ports }: Pick<Context, 'ports'>, { kid, sealedPrivate }: Key): string {
  try {
    return unseal(ports, purpose, kid, sealedPrivate)
  } catch {
    const command = `${commandLine} keys:rotate`
    throw new Problem(503, 'announcement_signing_key_unreadable', { command })
  }
}

type Key = Pick<typeof announcementKeys.$inferSelect, 'kid' | 'sealedPrivate'>

async function activeKey({ db }: Pick<Context, 'db'>) {
  const [row] = await db.select().from(announcementKeys).where(isNull(announcementKeys.retiredAt))
  return row
}

/**
 * Two parallel calls make one key: the unique index on the active key refuses the second insert.
 */
async function createKey(ctx: Context) {
  const pair = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true })
  const publicJwk = await exportJWK(pair.publicKey)
  const kid = await calculateJwkThumbprint(publicJwk)
  const secret = JSON.stringify(await exportJWK(pair.privateKey))
  const sealedPrivate = seal(ctx.ports, purpose, kid, secret)
  await ctx.db
    .insert(announcementKeys)
    .values({ kid, publicJwk, sealedPrivate, createdAt: ctx.now })
    .onConflictDoNothing()
  const row = await activeKey(ctx)
  if (!row) throw new Error('there is no key to sign with')
  return row
}

/** Replaces the signing key. Signatures of old keys stay valid, because the keys stay published. */
export async function rotateKey(ctx: Context): Promise<{ kid: string }> {
  return transaction(ctx, async (ctx) => {
    await ctx.db
      .update(announcementKeys)
      .set({ retiredAt: ctx.now })
      .where(isNull(announcementKeys.retiredAt))
    return createKey(ctx)
  })
}

/** All public keys, newest first, as a JSON Web Key Set. */
export async function publicKeys({ db }: Pick<Context, 'db'>): Promise<{ keys: JWK[] }> {
  const rows = await db
    .select({ kid: announcementKeys.kid, publicJwk: announcementKeys.publicJwk })
    .from(announcementKeys)
    .orderBy(desc(announcementKeys.createdAt))
  return {
    keys: rows.map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: algorithm, use: 'sig' }))
  }
}

/** All keys as stored, for re-encryption when the secret changes. */
export async function* sealedKeys({ db }: Context): AsyncGenerator<SealedText> {
  for (const { kid, sealedPrivate } of await db.select().from(announcementKeys)) {
    const same = and(
      eq(announcementKeys.kid, kid),
      eq(announcementKeys.sealedPrivate, sealedPrivate)
    )
    yield {
      ...{ purpose, owner: kid, sealed: sealedPrivate },
      replace: (by) => db.update(announcementKeys).set({ sealedPrivate: by }).where(same)
    }
  }
}
