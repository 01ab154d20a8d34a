import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { after, transaction, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { secondFactors, users } from '../schema.ts'
import { randomSecret, sha256 } from '../secrets.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'

type Parts = Pick<Context, 'db' | 'now'>
/** Only the hash is stored, so that a copy of the database opens no set-up. */
type StoredLink = { hash: string; expiresAt: string }

const setting = 'setup_link'
const lifetime = 24 * 3600_000

/** Whether an admin with a second factor exists, after which no set-up link works. */
export async function hasAdmin({ db }: Pick<Context, 'db'>): Promise<boolean> {
  const [admin] = await db
    .select({ id: users.id })
    .from(users)
    .innerJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(
      and(eq(users.role, 'admin'), isNull(users.erasedAt), isNotNull(secondFactors.confirmedAt))
    )
    .limit(1)
  return admin !== undefined
}

/** Whether anybody has an account. */
export async function hasAccounts({ db }: Pick<Context, 'db'>): Promise<boolean> {
  const [account] = await db.select({ id: users.id }).from(users).limit(1)
  return account !== undefined
}

/** Whether a link was made that still works. */
export async function hasOpenLink(parts: Parts): Promise<boolean> {
  const link = await readLink(parts)
  return link !== undefined && link.expiresAt > parts.now
}

/**
 * Makes the one-time link for the first admin, valid for 24 hours. An older one stops working.
 * @returns its URL, or undefined if an admin with a second factor exists
 */
export async function createSetupLink(ctx: Context): Promise<string | undefined> {
  if (await hasAdmin(ctx)) return undefined
  const secret = randomSecret()
  const value: StoredLink = { hash: sha256(secret), expiresAt: after(ctx.now, lifetime) }
  const row = { name: setting, value, updatedAt: ctx.now }
  await transaction(ctx, async (ctx) => {
    await ctx.db
      .insert(settings)
      .values(row)
      .onConflictDoUpdate({ target: settings.name, set: row })
    await recordSecurityEvent(ctx, 'setting.changed', { details: { setting } })
  })
  return `${ctx.ports.publicOrigin}/setup?code=${secret}`
}

/** Whether this is the secret of the link, in time, and no admin exists yet. */
export async function isOpenLink(parts: Parts, secret: string): Promise<boolean> {
  const link = await readLink(parts)
  return isSecretOf(link, secret, parts.now) && !(await hasAdmin(parts))
}

/**
 * Takes the link in the transaction of `ctx`: of two who use it at once, one finds it gone.
 * @returns whether the secret was right and the link open
 */
export async function takeLink({ db, now }: Context, secret: string): Promise<boolean> {
  await db.select().from(settings).where(eq(settings.name, setting)).for('update')
  if (!(await isOpenLink({ db, now }, secret))) return false
  await db.delete(settings).where(eq(settings.name, setting))
  return true
}

async function readLink({ db }: Pick<Context, 'db'>): Promise<StoredLink | undefined> {
  const [row] = await db.select().from(settings).where(eq(settings.name, setting))
  return row?.value as StoredLink | undefined
}

const isSecretOf = (link: StoredLink | undefined, secret: string, now: string) =>
  link !== undefined && link.hash === sha256(secret) && link.expiresAt > now
