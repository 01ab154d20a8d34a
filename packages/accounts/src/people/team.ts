import { and, asc, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { holds, type Capability, type Context, type DeskTopic } from '@stoa/core'
import { endOf, fullRole } from '../account/account.ts'
import type { teamList } from '../roles/contract.ts'
import { holdsDesk } from '../policy.ts'
import { secondFactors, users } from '../schema.ts'

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
export async function deskAgentsFor({ db }: Context, ...topics: readonly DeskTopic[]) {
  const team = await db
    .select({ id: users.id, ...columns })
    .from(users)
    .where(isOfTeam)
    .orderBy(asc(users.usernameKey))
  return team.filter((one) => topics.some((topic) => holdsDesk(one, topic)))
}

/** Lists the users who hold a capability and are not suspended, by name. */
export async function usersWith({ db, now }: Context, capability: Capability) {
  const team = await db
    .select({ id: users.id, ...columns })
    .from(users)
    .where(and(isOfTeam, isNull(endOf('suspension', now))))
    .orderBy(asc(users.usernameKey))
  return team.filter((one) => holds(one, capability))
}
