import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { consume, countUse, limitedNetwork } from '@stoa/core/limits'
import { usernameKey } from '@stoa/core/text'
import { limits } from '@stoa/core/schema'
import { deviceFor, deviceHash, acquaintance } from '../sessions/known-clients.ts'
import { sha256 } from '../secrets.ts'

const minute = 60
// Besides these two, `endpoints.ts` limits all sign-ins from one address.
/**
 * Failures of one login from one network or device. A full count answers 429. Requests from other
 * networks do not add to it.
 */
const visible = { name: 'sign_in_from', count: 10, seconds: 15 * minute }
/**
 * Failures of one account from anywhere, against attacks from many networks. A full count is not
 * shown: the answer is that of a wrong password, which tells what to do about both.
 */
const brake = { name: 'sign_in', count: 100, seconds: 60 * minute }

type Attempted = {
  kind: 'password' | 'code'
  /** The hashed login of `loginKey`, or the id of the account whose password or code is checked. */
  typed: string
  /** Undefined if no account has the login. */
  userId: number | undefined
}

/** One counted try at a password or a code. */
export type Attempt = {
  /**
   * The account failed too often, and this device and network are unknown to it. Any input is
   * refused as if it were wrong.
   */
  braked: boolean
  /** The subjects of the two counters: login and place, and account. */
  subjects: { visible: string; brake: string }
}

/** Hashes a login for counting. Every spelling of a name or address gives the same hash. */
export const loginKey = (login: string) =>
  sha256(login.includes('@') ? login.toLowerCase() : usernameKey(login))

/** The counter subject of a known account, such as that of a session. */
export const accountKey = (userId: number) => `user:${userId}`

/**
 * Counts an attempt before the password is checked. Runs three statements, whether or not the login
 * exists.
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

/**
 * A counter subject for an input and the network of the request. Strangers on other networks do not
 * affect it.
 */
export const countedHere = ({ origin }: Context, typed: string) =>
  `${typed} ${limitedNetwork(origin?.address ?? 'local')}`

const ownCount = (ctx: Context, userId: number) =>
  `${accountKey(userId)} device:${deviceHash(deviceFor(ctx))}`

/**
 * Uncounts a successful attempt, because only failures count. Earlier failures from this place are
 * cleared too. One statement.
 */
export async function forgiveAttempt({ db }: Context, { subjects }: Attempt): Promise<void> {
  await db.execute(sql`
    with forgiven as (
      delete from ${limits} where name = ${visible.name} and subject = ${subjects.visible})
    update ${limits} set count = count - 1
    where name = ${brake.name} and subject = ${subjects.brake} and count > 0`)
}
