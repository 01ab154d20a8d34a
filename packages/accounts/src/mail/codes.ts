import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { countUse, limitedNetwork } from '@stoa/core/limits'
import { limits } from '@stoa/core/schema'
import { mailLater } from '../events.ts'
import { isTokenOpen, longCode, newToken, withCode } from './tokens.ts'
import { mailedTokens } from '../schema.ts'
import { keyed, sha256 } from '../secrets.ts'

/** The purpose of a code that is requested without a session. */
export type CodePurpose = 'email_proof' | 'freeze_code' | 'factor_loss_code'

type Asked = { purpose: CodePurpose; email: string }
type Token = typeof mailedTokens.$inferSelect

const day = 24 * 3600
const shortCode = 6
/** Open short codes per address. Further codes are long. */
const shortLimit = 3
/** Codes that one request tries: those of its network first, then the latest of others. */
const batchSize = 50
/** Wrong tries per code from the network that requested it. */
const attemptsPerCode = 5
/** Wrong tries per network and day at codes that other networks requested. */
const perNetwork = { name: 'code_elsewhere', count: 5 }
/** Wrong tries per address and day at such codes, from all networks together. */
const perAddress = { name: 'code_elsewhere_total', count: 90 }

/** Queues the mail of a new code. The code is long if three short ones are open for the address. */
export async function mailCode(ctx: Context, asked: Asked): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subjectOf(asked)}, 0))`)
  const { purpose } = asked
  const { hash, seed, createdAt, expiresAt } = newToken(ctx, purpose)
  const short = ctx.db
    .select({ id: mailedTokens.id })
    .from(mailedTokens)
    .where(and(isOpenFor(ctx, asked), eq(mailedTokens.digits, shortCode)))
    .limit(shortLimit)
  const [token] = await ctx.db.execute<{ id: number }>(sql`
    insert into ${mailedTokens} (hash, seed, purpose, email, network, locale, created_at, expires_at,
      digits)
    select ${hash}::text, ${seed}::text, ${purpose}::text, ${asked.email}::text, ${networkOf(ctx)}::text,
      ${ctx.locale}::text, ${createdAt}::timestamptz, ${expiresAt}::timestamptz,
      case when (select count(*) from (${short}) as short) < ${shortLimit}
        then ${shortCode}::int else ${longCode}::int end
    returning id`)
  await mailLater(ctx, purpose, 0, token?.id)
}

/**
 * Tries a code from a request without a session against every open code of the address. The network
 * that requested a code has tries of its own at it, which others cannot use up. At codes of other
 * networks a network has five wrong tries a day. Answer and statements are the same, whether or not
 * a code is open or tries are left.
 *
 * Guessing is hopeless from however many networks. A short code lives 30 minutes and three are open
 * at once, so there are at most 144 a day, each with five tries from its own network: 720 chances
 * in a million. Other networks have 90 tries a day, each at three codes: 270. Further codes have
 * twelve digits: if 65,536 networks try 20 a day five times each, that is 7 in a million. Together
 * 997, below 1 in 1,000.
 * @returns the id of the token, to consume
 * @throws Problem 422 on `code`
 */
export async function tryMailedCode(
  ctx: Context,
  { code, ...asked }: Asked & { code: string }
): Promise<number> {
  const open = await openCodes(ctx, asked)
  const own = await countOwn(ctx, open)
  const others = await countElsewhere(ctx, asked, open)
  const right = withCode(ctx, [...own, ...others], code)
  if (!right) throw invalid('code', 'field_mailed_code_wrong')
  if (others.length > 0) await forgive(ctx, asked)
  return right.id
}

const isOpenFor = ({ now }: Context, { purpose, email }: Asked) =>
  and(
    eq(mailedTokens.purpose, purpose),
    isNull(mailedTokens.userId),
    sql`lower(${mailedTokens.email}) = lower(${email})`,
    isTokenOpen(now)
  )

const openCodes = (ctx: Context, asked: Asked) =>
  ctx.db
    .select()
    .from(mailedTokens)
    .where(isOpenFor(ctx, asked))
    .orderBy(desc(eq(mailedTokens.network, networkOf(ctx))), desc(mailedTokens.id))
    .limit(batchSize)

/** Counts a try at the codes of this network, and returns those with tries left. */
function countOwn(ctx: Context, open: Token[]): Promise<Token[]> {
  const ids = open.filter(({ network }) => network === networkOf(ctx)).map(({ id }) => id)
  return ctx.db
    .update(mailedTokens)
    .set({ attempts: sql`${mailedTokens.attempts} + 1` })
    .where(and(inArray(mailedTokens.id, ids), lt(mailedTokens.attempts, attemptsPerCode)))
    .returning()
}

/** Counts a try at the codes of other networks, and returns them if tries are left. */
async function countElsewhere(ctx: Context, asked: Asked, open: Token[]): Promise<Token[]> {
  const others = open.filter(({ network }) => network !== networkOf(ctx))
  const isLeftHere = await countTry(ctx, others.length > 0 && perNetwork, hereOf(ctx, asked))
  const isLeft = await countTry(ctx, isLeftHere && perAddress, subjectOf(asked))
  return isLeft ? others : []
}

/**
 * Counts a try and returns whether it was within the limit. `false` counts at the same cost without
 * a limit.
 */
async function countTry(ctx: Context, limit: typeof perNetwork | false, subject: string) {
  const { name, count: most } = limit || { name: 'code_uncounted', count: 0 }
  const { count } = await countUse(ctx.db, ctx.now, name, subject, day)
  return count <= most
}

/** Uncounts a correct try, because only wrong tries count. */
async function forgive(ctx: Context, asked: Asked): Promise<void> {
  const counted = (name: string, subject: string) =>
    and(eq(limits.name, name), eq(limits.subject, subject))
  const here = counted(perNetwork.name, hereOf(ctx, asked))
  const everywhere = counted(perAddress.name, subjectOf(asked))
  await ctx.db
    .update(limits)
    .set({ count: sql`${limits.count} - 1` })
    .where(and(or(here, everywhere), gt(limits.count, 0)))
}

const subjectOf = ({ purpose, email }: Asked) => `${purpose} ${sha256(email.toLowerCase())}`

const hereOf = (ctx: Context, asked: Asked) => `${subjectOf(asked)} ${networkOf(ctx)}`

/** Keyed, because there are few networks and a plain hash could be reversed by trying them all. */
const networkOf = ({ origin, ports }: Context) =>
  keyed(ports, 'code-networks', limitedNetwork(origin?.address ?? 'local')).toString('base64url')
