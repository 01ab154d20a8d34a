import { and, eq, inArray, lte } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { fixedPeriod } from '@stoa/core/fixed-periods'
import { limitedNetwork } from '@stoa/core/limits'
import { revokeMailedTokens } from '../mail/tokens.ts'
import { knownClients } from '../schema.ts'
import { everyKeyed } from '../secrets.ts'
import { deviceHash, deviceOf, giveDevice } from './device-cookie.ts'

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
export const admitHash = (ctx: Context, userId: number, hash: string) =>
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
