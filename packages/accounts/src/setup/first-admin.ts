import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, invalid, Problem, transaction, type Context, after } from '@stoa/core'
import { commandLine } from '@stoa/core/release'
import { readSetting, storeSetting } from '@stoa/core/data'
import { settings } from '@stoa/core/schema'
import { recordAgreement } from '../agreement-record.ts'
import { mailAdmins } from '../approvals/request.ts'
import { checkNewPassword, hashPassword } from '../passwords/passwords.ts'
import {
  replaceRecoveryCodes,
  acceptTotp,
  derivedSecret,
  newFactor,
  offerSecret
} from '../second-factor/codes.ts'
import { secondFactors, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { startSession } from '../sessions/sessions.ts'
import { randomSecret, sha256 } from '../secrets.ts'
import type { firstAdminInput } from './contract.ts'
import { insertUser } from '../people/names.ts'

const factorPurpose = 'setup-factor'

type FirstAdmin = z.output<typeof firstAdminInput>

/**
 * Returns the secret of the first admin for an authenticator. It is derived from the link, so that
 * nothing is stored before the account exists.
 * @throws Problem 410 `setup_link_ended`
 */
export async function beginFirstAdmin(ctx: Context, link: string) {
  if (!(await isOpenLink(ctx, link))) throw linkEnded()
  return {
    ...(await offerSecret(ctx, derivedSecret(ctx, factorPurpose, link), 'admin')),
    agreement: await ctx.ports.site.showAgreement(ctx)
  }
}

/**
 * Creates the first admin, second factor included, and signs them in. The link is used up. The
 * address counts as confirmed, as whoever has the link runs the server. Admins without a second
 * factor, of a forum that had some, are mailed.
 * @returns recovery codes, shown only once
 * @throws Problem 410 `setup_link_ended`, 409 `account_exists`, 422 on `username`, `password` or `code`
 */
export async function createFirstAdmin(ctx: Context, input: FirstAdmin): Promise<string[]> {
  if (!(await isOpenLink(ctx, input.link))) throw linkEnded()
  await ctx.ports.site.checkAgreement(ctx, input)
  await ctx.ports.safety.review(ctx, { path: 'username', text: input.username })
  await checkNewPassword(ctx, input.password, input)
  const passwordHash = await hashPassword(input.password)
  return transaction(ctx, async (ctx) => {
    if (!(await takeLink(ctx, input.link))) throw linkEnded()
    await mailAdmins(ctx, 'admin_created_by_link')
    const { username, email } = input
    const { now: emailVerifiedAt, locale } = ctx
    const admin = { username, email, emailVerifiedAt, passwordHash, role: 'admin' as const, locale }
    const { id } = (await insertUser(ctx, admin)) ?? throwTaken()
    await addFactor(ctx, id, input)
    await recordAgreement(ctx, id, input)
    await startSession(ctx, { id, role: 'admin' }, { factorSince: ctx.now })
    const made = { subjectId: id, actorId: id }
    await recordSecurityEvent(ctx, 'account.created', {
      ...made,
      details: { role: 'admin', way: 'setup_link' }
    })
    await recordSecurityEvent(ctx, 'second_factor.on', made)
    return replaceRecoveryCodes(ctx, id)
  })
}

async function addFactor(ctx: Context, userId: number, { link, code }: FirstAdmin) {
  const secret = derivedSecret(ctx, factorPurpose, link)
  await ctx.db.insert(secondFactors).values(newFactor(ctx, userId, secret))
  if (!(await acceptTotp(ctx, userId, code))) throw invalid('code', 'field_code_wrong')
}

function throwTaken(): never {
  throw conflict('account_exists')
}

const linkEnded = () =>
  new Problem(410, 'setup_link_ended', { command: `${commandLine} setup-link` })

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
  await transaction(ctx, async (ctx) => {
    await storeSetting(ctx, setting, value)
    await recordSecurityEvent(ctx, 'setting.changed', { details: { setting } })
  })
  return `${ctx.ports.publicOrigin}/setup?code=${secret}`
}

/** Whether this is the secret of the link, in time, and no admin exists yet. */
async function isOpenLink(parts: Parts, secret: string): Promise<boolean> {
  const link = await readLink(parts)
  return isSecretOf(link, secret, parts.now) && !(await hasAdmin(parts))
}

/**
 * Takes the link in the transaction of `ctx`: of two who use it at once, one finds it gone.
 * @returns whether the secret was right and the link open
 */
async function takeLink({ db, now }: Context, secret: string): Promise<boolean> {
  await db.select().from(settings).where(eq(settings.name, setting)).for('update')
  if (!(await isOpenLink({ db, now }, secret))) return false
  await db.delete(settings).where(eq(settings.name, setting))
  return true
}

const readLink = async (parts: Pick<Context, 'db'>) =>
  (await readSetting(parts, setting)) as StoredLink | undefined

const isSecretOf = (link: StoredLink | undefined, secret: string, now: string) =>
  link !== undefined && link.hash === sha256(secret) && link.expiresAt > now
