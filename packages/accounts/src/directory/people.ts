import { and, desc, eq, gte, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { after, type Context, notFound } from '@stoa/core'
import { decodeCursor, paged, timeKey } from '@stoa/core/data'
import { usernameKey } from '@stoa/core/text'
import { users, sanctions, invitations, secondFactors } from '../schema.ts'
import type { ListedPerson, PeopleFilter, Person } from './contract.ts'
import { idOfNamed, usersAs } from '../people/people.ts'
import { can } from '../policy.ts'

const pageSize = 50
const day = 24 * 3600_000

/**
 * Lists the accounts that match a filter, who joined last first. The caller is an admin.
 * @throws Problem 422 `invalid_cursor`
 */
export async function listPeople(
  ctx: Context,
  { cursor, ...filter }: PeopleFilter & { cursor?: string }
): Promise<{ items: ListedPerson[]; next: string | null }> {
  const last = cursor === undefined ? undefined : decodeCursor(cursor, timeKey)
  const behind = last && sql`(${users.createdAt}, ${users.id}) < (${last[0]}, ${last[1]})`
  const rows = await ctx.db
    .select(personColumns(ctx.now))
    .from(users)
    .where(and(isListed, matches(ctx, filter), behind))
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(pageSize + 1)
  return paged(rows, pageSize, ({ createdAt, id }) => [createdAt, id])
}

/**
 * Visitors proved an address only, service accounts have a list of their own, and of erased accounts
 * nothing is left.
 */
const isListed = and(eq(users.visitor, false), eq(users.service, false), isNull(users.erasedAt))

const matches = (ctx: Context, filter: PeopleFilter) =>
  and(
    filter.q === undefined ? undefined : hasInName(filter.q),
    filter.role && eq(users.role, filter.role),
    filter.trust && eq(users.trust, filter.trust),
    filter.language && eq(users.locale, filter.language),
    within(users.createdAt, filter.joinedFrom, filter.joinedTo),
    within(users.lastSeenAt, filter.seenFrom, filter.seenTo),
    filter.sanction && hasSanction(ctx, filter.sanction),
    filter.state && isInState(filter.state)
  )

/** The index `users_name_parts` finds names with all parts; `like` keeps those in this order. */
function hasInName(typed: string): SQL {
  const key = usernameKey(typed)
  const pattern = `%${key.replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`(username_parts(${users.usernameKey}) @> username_parts(${key})
    and ${users.usernameKey} like ${pattern})`
}

const within = (
  column: typeof users.createdAt | typeof users.lastSeenAt,
  from: string | undefined,
  to: string | undefined
) =>
  and(
    from === undefined ? undefined : gte(column, `${from}T00:00:00.000Z`),
    to === undefined ? undefined : lt(column, after(`${to}T00:00:00.000Z`, day))
  )

const hasSanction = ({ now }: Context, kind: 'any' | 'silence' | 'suspension') =>
  sql`exists (select ${presentSanctions(now)} ${kind === 'any' ? sql`` : sql`and given.kind = ${kind}`})`

type State = ListedPerson['state']

/** The condition of each state. The first that holds is the state of an account. */
const states: Record<Exclude<State, 'active'>, SQL> = {
  closing: sql`${users.closesAt} is not null`,
  frozen: sql`${users.frozenAt} is not null`,
  invited: sql`(${users.emailVerifiedAt} is null and ${users.activationExpiresAt} is not null)`,
  unconfirmed: sql`${users.emailVerifiedAt} is null`
}

const state = sql<State>`case ${sql.join(
  Object.entries(states).map(([name, holds]) => sql`when ${holds} then ${sql.raw(`'${name}'`)}`),
  sql` `
)} else 'active' end`

const isInState = (wanted: State) => sql`${state} = ${wanted}`

/** Silences and suspensions of a user that hold now. */
const presentSanctions = (now: string) => sql`from ${sanctions} given
  where given.user_id = "users"."id" and given.kind <> 'warning' and given.lifted_at is null
  and (given.until is null or given.until > ${now})`

/** The columns of an account in the list of people. */
const personColumns = (now: string) => ({
  id: users.id,
  username: users.username,
  role: users.role,
  trust: users.trust,
  locale: users.locale,
  createdAt: users.createdAt,
  lastSeenAt: users.lastSeenAt,
  state,
  sanctions: sql<ListedPerson['sanctions']>`array(
    select distinct given.kind ${presentSanctions(now)} order by given.kind)`
})

const maker = usersAs('maker_of_invitation')

/**
 * Returns an account by its present or a former name, with what the actor may do to it. The caller
 * is an admin.
 * @throws Problem 404
 */
export async function showPerson(ctx: Context, username: string): Promise<Person> {
  const [row] = await ctx.db
    .select({
      ...personColumns(ctx.now),
      closesAt: users.closesAt,
      picture: users.picture,
      secondFactor: sql<boolean>`${secondFactors.confirmedAt} is not null`,
      factorLost: sql<boolean>`${secondFactors.lostAt} is not null`,
      invitedBy: maker.username
    })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .leftJoin(invitations, eq(invitations.id, users.invitationId))
    .leftJoin(maker, eq(maker.id, invitations.createdById))
    .where(and(isListed, sql`${users.id} = ${idOfNamed(username)}`))
  if (!row) throw notFound()
  const { actor } = ctx
  return { ...row, can: { setRole: row.id !== actor.id, close: can.closeForOwner(actor, row) } }
}
