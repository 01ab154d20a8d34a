import { randomBytes } from 'node:crypto'
import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { after, type Context, transaction } from '@stoa/core'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { limitedNetwork } from '@stoa/core/limits'
import { events, limits } from '@stoa/core/schema'
import { sha256, isSigned, sign, everyKeyed } from '../secrets.ts'
import { revokeMailedTokens, findByToken, newToken, consumeToken } from '../mail/tokens.ts'
import { knownClients, mailedTokens, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'

type Parts = Pick<Context, 'now' | 'ports' | 'origin' | 'cookies'>

/** Milliseconds since the last sign-in. */
const cookieLifetime = fixedPeriod('known_networks')
const shape = /^([\w-]{22})\.(\d{1,15})\.([\w-]{43})$/

/** The name of the cookie that identifies a browser, for a public address. */
export const deviceCookieName = (publicOrigin: string) =>
  publicOrigin.startsWith('https:') ? '__Host-stoa_device' : 'stoa_device'

const purpose = 'devices'

/**
 * Returns the device id of the request from its cookie, or from the cookie that this response sets.
 * Undefined if there is no cookie with a valid signature, or it has expired.
 */
export function deviceOf(parts: Parts): string | undefined {
  const cookie = given(parts)?.value ?? parts.origin?.device ?? ''
  const [, id = '', until, signature = ''] = shape.exec(cookie) ?? []
  const isOurs = isSigned(parts.ports, purpose, `${id}|${Number(until)}`, signature)
  return isOurs && Number(until) > Date.parse(parts.now) ? id : undefined
}

/**
 * Returns the device id of the request. If there is none, it sets a new cookie even on a refusal,
 * so that a device that is admitted later is recognised.
 */
export function deviceFor(parts: Parts): string {
  return deviceOf(parts) ?? giveDevice(parts, { evenIfRefused: true })
}

/** Sets the cookie of a new device, or extends the cookie of device `id` by 180 days. */
function giveDevice(
  parts: Parts,
  { id = randomBytes(16).toString('base64url'), evenIfRefused = false } = {}
): string {
  const { ports, now, cookies } = parts
  const until = Date.parse(now) + cookieLifetime
  const name = deviceCookieName(ports.publicOrigin)
  const value = `${id}.${until}.${sign(ports, purpose, `${id}|${until}`)}`
  const cookie = { name, value, expires: after(now, cookieLifetime), evenIfRefused }
  const before = given(parts)
  if (before) Object.assign(before, cookie)
  else cookies.push(cookie)
  return id
}

const given = ({ cookies, ports }: Parts) =>
  cookies.find(({ name }) => name === deviceCookieName(ports.publicOrigin))

/** The stored form of a device id. */
export const deviceHash = (id: string) => sha256(id)

type Client = Pick<typeof knownClients.$inferInsert, 'kind' | 'hash'>

/** Whether the account has signed in on this device, and from this network. */
type Acquaintance = { device: boolean; network: boolean }

/** Runs one statement, for `userId` 0 too. */
export async function acquaintance(ctx: Context, userId: number): Promise<Acquaintance> {
  const device = deviceOf(ctx)
  const hashes = [...networkHashes(ctx, userId), ...(device ? [deviceHash(device)] : [])]
  const rows = await ctx.db
    .select({ kind: knownClients.kind })
    .from(knownClients)
    .where(and(eq(knownClients.userId, userId), inArray(knownClients.hash, hashes)))
  const has = (wanted: Client['kind']) => rows.some(({ kind }) => kind === wanted)
  return { device: has('device'), network: has('network') }
}

/** Stores device and network of the request as known, until 180 days after the last sign-in. */
export async function rememberClient(ctx: Context, userId: number): Promise<void> {
  await keepClient(ctx, userId, giveDevice(ctx, { id: deviceOf(ctx) }))
}

/**
 * Deletes all known devices and networks of an account, and the link that admits a device.
 * `exceptPresent` stores those of the request again. The device gets a new id, because its old
 * cookie may have been copied.
 */
export async function deleteClients(
  ctx: Context,
  userId: number,
  { exceptPresent = false } = {}
): Promise<void> {
  await ctx.db.delete(knownClients).where(eq(knownClients.userId, userId))
  await revokeMailedTokens(ctx, userId, 'device_admission')
  if (exceptPresent) await keepClient(ctx, userId, giveDevice(ctx))
}

async function keepClient(ctx: Context, userId: number, device: string) {
  const [network = ''] = networkHashes(ctx, userId)
  await keep(ctx, userId, [
    { kind: 'device', hash: deviceHash(device) },
    { kind: 'network', hash: network }
  ])
}

/** Stores a device as known by its hash. */
const admitHash = (ctx: Context, userId: number, hash: string) =>
  keep(ctx, userId, [{ kind: 'device', hash }])

async function keep({ db, now }: Context, userId: number, clients: Client[]) {
  await db
    .insert(knownClients)
    .values(clients.map((client) => ({ ...client, userId, lastUsedAt: now })))
    .onConflictDoUpdate({
      target: [knownClients.userId, knownClients.hash],
      set: { lastUsedAt: now }
    })
}

/** Deletes devices and networks without a sign-in for 180 days. */
export const deleteOldClients = ({ db, now }: Pick<Context, 'db' | 'now'>) =>
  db
    .delete(knownClients)
    .where(lte(knownClients.lastUsedAt, after(now, -fixedPeriod('known_networks'))))

// Keyed hashes, because there are few addresses and plain hashes could be reversed by trying them
// all.
const networkHashes = ({ origin, ports }: Context, userId: number) =>
  everyKeyed(ports, 'known-networks', `${userId}|${limitedNetwork(origin?.address ?? '')}`).map(
    (hash) => hash.toString('hex')
  )

const day = 24 * 3_600_000

/**
 * Mails the owner a link that admits the device of the request, at most once in 24 hours, if a
 * correct password was refused because the device is unknown (`deserved`). Every refused sign-in
 * runs the same statement, so its cost does not reveal that the password was right.
 */
export async function offerAdmission(
  ctx: Context,
  { userId, deserved }: { userId: number; deserved: boolean }
): Promise<void> {
  const { now } = ctx
  const { hash, seed, purpose, expiresAt } = newToken(ctx, 'device_admission')
  const device = deviceHash(deviceFor(ctx))
  await ctx.db.execute(sql`
    with due as (
      insert into ${limits} (name, subject, window_start, count)
      select 'device_admission', 'user:' || id, ${now}::timestamptz, 1 from ${users}
      where id = ${userId} and ${deserved} and email_verified_at is not null
      on conflict (name, subject) do update set window_start = excluded.window_start
        where ${limits.windowStart} <= ${after(now, -day)}
      returning subject),
    token as (
      insert into ${mailedTokens} (hash, seed, purpose, user_id, device, created_at, expires_at)
      select ${hash}::text, ${seed}::text, ${purpose}::text, ${userId}::bigint, ${device}::text,
        ${now}::timestamptz, ${expiresAt}::timestamptz from due
      returning id, user_id)
    insert into ${events} (type, payload, actor_id, created_at)
    select 'account.mail', jsonb_build_object('userId', user_id, 'template', ${purpose}::text,
      'tokenId', id), 0, ${now}::timestamptz from token`)
}

/**
 * Admits the device on which the correct password was refused, by the mailed link.
 * @throws Problem 410 `link_expired`
 */
export async function admitDevice(ctx: Context, token: string): Promise<void> {
  const { id, userId, device } = await findByToken(ctx, 'device_admission', token)
  await transaction(ctx, async (ctx) => {
    await consumeToken(ctx, id)
    await admitHash(ctx, userId, device ?? '')
    await recordSecurityEvent(ctx, 'sign_in.device_admitted', { subjectId: userId, actorId: 0 })
  })
}
