import { and, eq, sql } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { idOfNamed, usersAs } from '../people/people.ts'
import { can } from '../policy.ts'
import { invitations, secondFactors, users } from '../schema.ts'
import { personColumns } from './columns.ts'
import type { Person } from './contract.ts'
import { isListed } from './list.ts'

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
