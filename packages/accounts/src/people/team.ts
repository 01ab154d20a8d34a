import { and, asc, desc, eq, isNotNull, isNull, ne, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { holds, type Capability, type Context, type DeskTopic } from '@stoa/core'
import { fullRole } from '../account/account.ts'
import type { teamList } from '../roles/contract.ts'
import { holdsDesk } from '../policy.ts'
import { secondFactors, users } from '../schema.ts'
import { isNotSuspended } from './members.ts'

type Team = z.infer<typeof teamList>
type Member = Team['items'][number]

const columns = {
  username: users.username,
  role: fullRole,
  capabilities: sql<Member['capabilities']>`${users.capabilities}`,
  deskTopics: sql<Member['deskTopics']>`${users.deskTopics}`
}

const rank = sql`array_position(array['volunteer', 'staff', 'admin'], ${fullRole})`

const isOfTeam = and(
  ne(fullRole, 'member'),
  isNull(users.erasedAt),
  isNull(users.closesAt),
  isNotNull(users.emailVerifiedAt)
)

/**
 * Lists all users with a role above member, the highest first; who moderates as a member of a group
 * is a volunteer. The caller is an admin.
 */
export async function listTeam({ db }: Context): Promise<Team> {
  const items = await db
    .select({
      ...columns,
      secondFactor: sql<boolean>`${secondFactors.confirmedAt} is not null`
    })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(isOfTeam)
    .orderBy(desc(rank), asc(users.usernameKey))
  return { items }
}

/** Lists the agents for tickets about one of these topics, by name. The caller is one of them. */
export const deskAgentsFor = async (ctx: Context, ...topics: readonly DeskTopic[]) =>
  (await teamByName(ctx)).filter((one) => topics.some((topic) => holdsDesk(one, topic)))

/** Lists the users who hold a capability and are not suspended, by name. */
export const usersWith = async (ctx: Context, capability: Capability) =>
  (await teamByName(ctx, isNotSuspended(ctx.now))).filter((one) => holds(one, capability))

const teamByName = ({ db }: Context, condition?: SQL) =>
  db
    .select({ id: users.id, ...columns })
    .from(users)
    .where(and(isOfTeam, condition))
    .orderBy(asc(users.usernameKey))
