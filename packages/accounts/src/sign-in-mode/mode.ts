import { sql, type Placeholder } from 'drizzle-orm'
import { cached, type Context } from '@stoa/core'
import { readSetting, storeSetting } from '@stoa/core/data'
import { settings } from '@stoa/core/schema'
import { fullRole } from '../account/account.ts'
import { providerSessions, sessions, type signInModes } from '../schema.ts'

/**
 * How people sign in. `passwords`: by password, passkey or provider. `staff`: a power counts only in
 * sessions that a provider began. `only`: so it is, and from `startsAt` on providers are the only
 * way in for all.
 */
export type SignInMode = { mode: (typeof signInModes)[number]; startsAt: string | null }

/** The mode in force, and its revision; 0 before there was one. */
type ModeInForce = SignInMode & { revision: number }

const name = 'sign_in_mode'
const beginning: ModeInForce = { mode: 'passwords', startsAt: null, revision: 0 }

/** Reads the mode in force. */
export const readMode = async (parts: Pick<Context, 'db'>): Promise<ModeInForce> =>
  ((await readSetting(parts, name)) as ModeInForce | undefined) ?? beginning

/** Stores the mode in force. */
export const storeMode = (ctx: Context, mode: ModeInForce): Promise<void> =>
  storeSetting(ctx, name, mode)

/**
 * Waits for other changes of the mode, and of what it needs, until the transaction of `ctx` ends.
 * Call it before providers and accounts are locked.
 */
export const lockMode = (ctx: Context) => lockNamed(ctx, name)

/** Waits for others that lock this name, until the transaction of `ctx` ends. */
export const lockNamed = ({ db }: Context, what: string) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`)

export const bindsStaff = ({ mode }: SignInMode): boolean => mode !== 'passwords'

/** Whether providers are the only way in at this time. */
export const bindsAll = ({ mode, startsAt }: SignInMode, now: string): boolean =>
  mode === 'only' && startsAt !== null && startsAt <= now

const modeCache = cached(30_000, readMode)

/** Drops the cached mode of this process. Every node calls it after `sign_up.changed`. */
export const invalidateMode = modeCache.drop

/**
 * Returns what pages for guests say: whether passwords sign in, and until when. It reads the cached
 * mode, so it refuses nothing.
 */
export async function showPasswords(ctx: Context) {
  const { mode, startsAt } = await modeCache.of(ctx)
  return { allowed: !bindsAll({ mode, startsAt }, ctx.now), until: startsAt }
}

/** Whether providers are the only way in at this time, in a statement. */
export const areOnlyWayIn = (now: string | Placeholder) =>
  sql<boolean>`exists (select from ${settings} s where s.name = ${sql.raw(`'${name}'`)}
    and (s.value ->> 'startsAt')::timestamptz <= ${now}::timestamptz)`

/**
 * Whether providers are the only way in by now and none began a session. Sessions by mailed code stay,
 * for tickets.
 */
export const isOutdated = (now: string | Placeholder) => sql<boolean>`case
  when not ${areOnlyWayIn(now)} then false
  when ${sessions.scopes} is not null then false
  else not exists (select from ${providerSessions} p where p.session_hash = ${sessions.hash}) end`

/**
 * Whether power rests in a session: a provider is required for it, and none began the session. The
 * order of the cases spares members all but the first.
 */
export const powerRests = sql<boolean>`case
  when not exists (select from ${settings} s
    where s.name = ${sql.raw(`'${name}'`)} and s.value ->> 'mode' <> 'passwords') then false
  when ${fullRole} = 'member' then false
  else not exists (select from ${providerSessions} p where p.session_hash = ${sessions.hash}) end`
