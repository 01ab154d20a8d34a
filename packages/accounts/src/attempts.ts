import { sql } from 'drizzle-orm'
import { consume, countUse, limitedNetwork, usernameKey, type Context } from '@stoa/core'
import { limits } from '@stoa/core/schema'
import { deviceFor, deviceHash } from './devices/cookie.ts'
import { acquaintance } from './devices/known-clients.ts'
import { sha256 } from './secrets.ts'

const minute = 60
/** What somebody sees: by what they typed and where they are, which strangers elsewhere do not touch. */
const visible = { name: 'sign_in_from', count: 10, seconds: 15 * minute }
/** What nobody sees: failures of one account from anywhere, against a crowd of networks. */
const brake = { name: 'sign_in', count: 100, seconds: 60 * minute }

type Attempted = {
  kind: 'password' | 'code'
  /** What was typed as a login, see `loginKey`, or whose password or code it is. */
  typed: string
  /** Undefined where nobody has the login. */
  userId: number | undefined
}

/** A try at a password or a code. */
export type Attempt = {
  /**
   * The account has failed too often, and knows neither this device nor this network: whatever was typed
   * is refused as if it were wrong.
   */
  braked: boolean
  /** Whom it counts against: what was typed here, and the account. */
  subjects: { visible: string; brake: string }
}

/** What a login is counted by: every spelling of a name or address is the same. */
export const loginKey = (login: string) =>
  sha256(login.includes('@') ? login.toLowerCase() : usernameKey(login))

/** What is counted of somebody who is known already, such as by a session. */
export const accountKey = (userId: number) => `user:${userId}`

/**
 * Counts an attempt before it is looked at: three statements, whether or not somebody has the login.
 * @throws Problem 429 after ten in 15 minutes
 */
export async function countAttempt(ctx: Context, attempted: Attempted): Promise<Attempt> {
  const { db, now } = ctx
  const { typed, userId = 0 } = attempted
  const known = await acquaintance(ctx, userId)
  const subjects = {
    visible: `${attempted.kind} ${known.device ? ownCount(ctx, userId) : countedHere(ctx, typed)}`,
    brake: userId > 0 ? accountKey(userId) : `login:${typed}`
  }
  await consume(db, now, visible.name, subjects.visible, visible)
  const { count } = await countUse(db, now, brake.name, subjects.brake, brake.seconds)
  return { braked: count > brake.count && !known.device && !known.network, subjects }
}

/** What is counted of what was typed, by the network of the request: strangers elsewhere do not touch it. */
export const countedHere = ({ origin }: Context, typed: string) =>
  `${typed} ${limitedNetwork(origin?.address ?? 'local')}`

const ownCount = (ctx: Context, userId: number) =>
  `${accountKey(userId)} device:${deviceHash(deviceFor(ctx))}`

/** Only failures count: what was right takes back its own, and what came before it here. One statement. */
export async function forgiveAttempt({ db }: Context, { subjects }: Attempt): Promise<void> {
  await db.execute(sql`
    with forgiven as (
      delete from ${limits} where name = ${visible.name} and subject = ${subjects.visible})
    update ${limits} set count = count - 1
    where name = ${brake.name} and subject = ${subjects.brake} and count > 0`)
}
