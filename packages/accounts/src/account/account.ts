import { and, desc, eq, isNull, sql, type Placeholder, type SQL, type Column } from 'drizzle-orm'
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types'
import type { Capability, Context, DeskTopic, Role } from '@stoa/core'
import { shownPicture } from '../people/people.ts'
import { groupMembers, passkeys, sanctions, secondFactors, users } from '../schema.ts'

/** Stored as the end of a sanction that lasts until it is lifted. */
const forever = '9999-12-31T00:00:00.000Z'

const isoFormat = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

const iso = (time: SQL) => sql`to_char(${time} at time zone 'UTC', ${sql.raw(isoFormat)})`

/** When the present sanctions of this kind on a row of `users` end; null without one. */
export const endOf = (kind: 'silence' | 'suspension', now: string | Placeholder) =>
  sql<string | null>`(select ${iso(sql`max(coalesce(${sanctions.until}, ${forever}::timestamptz))`)}
    from ${sanctions}
    where ${sanctions.userId} = ${users.id} and ${sanctions.kind} = ${kind}
    and ${sanctions.categoryId} is null and ${sanctions.liftedAt} is null
    and (${sanctions.until} is null or ${sanctions.until} > ${now}))`

/** Present silences in single categories, as JSON. `actorOf` adds the sub-categories. */
const silencesByCategory = (now: string | Placeholder) =>
  sql<CategorySilence[]>`(select coalesce(json_agg(json_build_object(
      'categoryId', category_id, 'until', ${iso(sql`until`)})), '[]')
    from ${sanctions} where ${sanctions.userId} = ${users.id} and ${sanctions.kind} = 'silence'
    and ${sanctions.categoryId} is not null and ${sanctions.liftedAt} is null
    and (${sanctions.until} is null or ${sanctions.until} > ${now}))`

/** The groups of an account, as JSON. */
const memberships = sql<Memberships>`(select coalesce(json_agg(json_build_object(
    'groupId', group_id, 'moderates', moderates_since is not null)), '[]')
  from ${groupMembers} where ${groupMembers.userId} = ${users.id})`

/**
 * When the oldest passkey of an account was added. A passkey turns the second factor on, so that most
 * members are not searched for one at each request.
 */
const passkeySince = sql<string | null>`case when ${secondFactors.confirmedAt} is not null then
  (select ${iso(sql`min(created_at)`)} from ${passkeys} where ${passkeys.userId} = ${users.id}) end`

/** Columns of an account with its sanctions, for one statement that also joins `secondFactors`. */
export const accountColumns = (now: string | Placeholder) => ({
  id: users.id,
  username: users.username,
  email: users.email,
  emailVerifiedAt: users.emailVerifiedAt,
  role: users.role,
  capabilities: sql<Capability[]>`${users.capabilities}`,
  deskTopics: sql<DeskTopic[]>`${users.deskTopics}`,
  trust: users.trust,
  locale: users.locale,
  timeZone: users.timeZone,
  bio: users.bio,
  picture: shownPicture(users),
  acceptedTerms: users.acceptedTerms,
  demo: users.demo,
  hasPassword: sql<boolean>`${users.passwordHash} is not null`,
  silencedUntil: endOf('silence', now),
  suspendedUntil: endOf('suspension', now),
  silencedIn: silencesByCategory(now),
  memberships,
  /** Since when there is an authenticator or a passkey. */
  secondFactorSince: secondFactors.confirmedAt,
  passkeySince,
  /** When the second factor was reported as lost. */
  factorLostAt: secondFactors.lostAt,
  /** When another may replace it. Null if admins must confirm that first. */
  factorReplaceableAt: secondFactors.replaceableAt
})

/** A silence in one category. `until` is null if it lasts until it is lifted. */
type CategorySilence = { categoryId: number; until: string | null }

/** `moderates`: the membership counts where its group moderates. */
type Memberships = { groupId: number; moderates: boolean }[]

export type Account = SelectResultFields<ReturnType<typeof accountColumns>>

export type AccountWithPassword = Account & { passwordHash: string | null }

/**
 * Finds the account that matches `condition` and is not erased. If several accounts share an
 * address, the confirmed one wins, then the newest.
 */
export async function findAccount(
  { db, now }: Pick<Context, 'db' | 'now'>,
  condition: SQL
): Promise<AccountWithPassword | undefined> {
  const [account] = await db
    .select({ ...accountColumns(now), passwordHash: users.passwordHash })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(condition, isNull(users.erasedAt)))
    .orderBy(sql`${users.emailVerifiedAt} is null`, desc(users.id))
    .limit(1)
  return account
}

/** Returns the account of the signed-in user, confirmed or not. Throws for guests. */
export async function ownAccount(ctx: Context): Promise<AccountWithPassword> {
  const account = await findAccount(ctx, eq(users.id, ownId(ctx)))
  if (!account) throw new Error(`No account ${ownId(ctx)}`)
  return account
}

/** The id of the signed-in user, confirmed or not; 0 for guests. */
export const ownId = ({ actor }: Pick<Context, 'actor'>) => actor.pendingUserId ?? actor.id

/** The id of the user whose session or token the request came with, even if a guest; 0 without. */
export const ownerId = ({ actor }: Pick<Context, 'actor'>) =>
  actor.session?.userId ?? actor.pendingUserId ?? actor.id

export const confirmedAccount = (ctx: Context, email: string) =>
  findAccount(
    ctx,
    sql`lower(${users.email}) = lower(${email}) and ${users.emailVerifiedAt} is not null`
  )

/** The role with a second factor: who moderates as a member of a group is a volunteer there. */
export const fullRoleOf = ({ role, memberships }: Pick<Account, 'role' | 'memberships'>) =>
  role === 'member' && memberships.some(({ moderates }) => moderates) ? 'volunteer' : role

// Drizzle leaves out the name of the table in a query over one.
const idInRow = sql`"users"."id"`

/** Of a row of `users`, what `fullRoleOf` says. All that asks for a power over others asks for it. */
export const fullRole = sql<Exclude<Role, 'guest'>>`(case when ${users.role} = 'member' and exists (
    select from ${groupMembers} m where m.user_id = ${idInRow} and m.moderates_since is not null)
  then 'volunteer' else ${users.role} end)`

/** The ids of the groups of a user who is a row of the query, as an array. */
export const groupsOf = (userId: Column): SQL => sql`array(select ${groupMembers.groupId}
  from ${groupMembers} where ${groupMembers.userId} = ${userId})`
