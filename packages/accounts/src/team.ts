import { and, asc, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import type { teamList } from './contract.ts'
import { secondFactors, users } from './schema.ts'

type Team = z.infer<typeof teamList>

const rank = sql`array_position(array['volunteer', 'staff', 'admin'], ${users.role})`

/** Everybody with more than a member's role, the highest first. The caller is an admin. */
export async function listTeam({ db }: Context): Promise<Team> {
  const items = await db
    .select({
      username: users.username,
      role: users.role,
      capabilities: sql<Team['items'][number]['capabilities']>`${users.capabilities}`,
      deskTopics: sql<Team['items'][number]['deskTopics']>`${users.deskTopics}`,
      secondFactor: sql<boolean>`${secondFactors.confirmedAt} is not null`
    })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(ne(users.role, 'member'), isNull(users.erasedAt), isNotNull(users.emailVerifiedAt)))
    .orderBy(desc(rank), asc(users.usernameKey))
  return { items }
}
