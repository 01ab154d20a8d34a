import { createHash, randomBytes, randomInt } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { countUse, limitedNetwork } from '@stoa/core/limits'
import { limits } from '@stoa/core/schema'
import { sign, isSigned } from '../secrets.ts'

/** Sign-ups per network and hour that need no proof of work. */
const free = { name: 'sign_up', count: 20, seconds: 3600 }
/** The maximum number of hashes: two seconds on a phone, half of that on average. */
const bound = 20_000
const lifetime = 3_600_000
const purpose = 'sign-up-work'
const shape = /^([\w-]{22}\.\d{13})\.(\d{1,6})\.([\w-]{43})$/

/**
 * A proof of work. The browser finds the number below `bound` for which SHA-256 of `salt.number` is
 * `challenge`.
 */
type Work = { salt: string; challenge: string; bound: number; signature: string }

const networkOf = ({ origin }: Context) => limitedNetwork(origin?.address ?? 'local')

/** Returns the work that the next account from this network needs, or null if it needs none. */
export async function workFor(ctx: Context): Promise<Work | null> {
  const { db, now } = ctx
  const [row] = await db
    .select({ count: limits.count })
    .from(limits)
    .where(
      and(
        eq(limits.name, free.name),
        eq(limits.subject, networkOf(ctx)),
        gt(limits.windowStart, after(now, -free.seconds * 1000))
      )
    )
  return (row?.count ?? 0) < free.count ? null : newWork(ctx)
}

function newWork(ctx: Context): Work {
  const until = Date.parse(ctx.now) + lifetime
  const salt = `${randomBytes(16).toString('base64url')}.${until}`
  const challenge = challengeOf(salt, randomInt(bound))
  return { salt, challenge, bound, signature: sign(ctx.ports, purpose, `${salt}|${challenge}`) }
}

const challengeOf = (salt: string, number: number) =>
  createHash('sha256').update(`${salt}.${number}`).digest('hex')

/**
 * Counts a new account of this network.
 * @param work the solved proof of work, `salt.number.signature`
 * @returns whether the network has too many and no valid work was given
 */
export async function isCrowded(ctx: Context, work: string | undefined): Promise<boolean> {
  const { db, now } = ctx
  const { count } = await countUse(db, now, free.name, networkOf(ctx), free.seconds)
  return count > free.count && !(await consumeWork(ctx, work ?? ''))
}

/** Whether the work is correct, in time, and used for the first time. */
async function consumeWork(ctx: Context, work: string): Promise<boolean> {
  const [, salt = '', number, signature = ''] = shape.exec(work) ?? []
  const until = Number(salt.split('.')[1])
  const signed = `${salt}|${challengeOf(salt, Number(number))}`
  if (!isSigned(ctx.ports, purpose, signed, signature) || until <= Date.parse(ctx.now)) return false
  const { count } = await countUse(ctx.db, ctx.now, 'sign_up_work', salt, 2 * free.seconds)
  return count === 1
}
