import { and, eq, isNotNull, isNull, ne, or } from 'drizzle-orm'
import { conflict, transaction, type Context } from '@stoa/core'
import { findAccount, fullRoleOf } from '../account/account.ts'
import { isUndecided } from '../pending-changes/change.ts'
import { decide } from '../pending-changes/decide.ts'
import { mailAdmins } from '../pending-changes/proposing.ts'
import { findUser } from '../people/people.ts'
import { lockAccount } from '../recovery/account-lock.ts'
import { pendingChanges, secondFactors, users } from '../schema.ts'
import { hasFactorThere } from '../sign-in-mode/unlinked.ts'
import { createAdminRecoveryLink } from './admin-recovery.ts'
import { findLoss } from './loss.ts'

/** A link for the only admin, or when a factor that one admin and the command confirmed can be replaced. */
type Recovery = { link: string } | { replaceableAt: string }

/**
 * Helps somebody of the team who lost the second factor, where fewer than two other admins can
 * confirm it: for a command on the server, which stands for the admin who is missing. Without
 * another admin it makes a link for the only one. With one it confirms the report that this admin
 * has confirmed; password, mailed code and the wait of a day stay. All admins are mailed.
 * @throws Problem 404; 409 `not_in_team`, `second_factor_is_off`, `admin_first` if no admin can
 * sign in, `other_admin` if the other admin has not confirmed yet, `other_admins` if there are two
 */
export async function recoverOnServer(ctx: Context, username: string): Promise<Recovery> {
  const { id } = await findUser(ctx, username)
  return transaction(ctx, async (ctx) => {
    await lockAccount(ctx, id)
    const account = await findAccount(ctx, eq(users.id, id))
    if (!account || fullRoleOf(account) === 'member') throw conflict('not_in_team')
    if (!account.secondFactorSince) throw conflict('second_factor_is_off')
    const [other, another] = await otherAdmins(ctx, id)
    if (another) throw conflict('other_admins')
    if (other) return { replaceableAt: await confirmBeside(ctx, id, other.id) }
    if (account.role !== 'admin') throw conflict('admin_first')
    return { link: await createAdminRecoveryLink(ctx, id) }
  })
}

/** Other admins who can sign in with a second factor, here or at their provider. */
const otherAdmins = ({ db }: Context, userId: number) =>
  db
    .select({ id: users.id })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(
      and(
        ...[eq(users.role, 'admin'), ne(users.id, userId)],
        or(and(isNotNull(secondFactors.confirmedAt), isNull(secondFactors.lostAt)), hasFactorThere),
        ...[isNull(users.frozenAt), isNull(users.erasedAt)]
      )
    )
    .limit(2)

/** Confirms a report as the second person, after the only other admin. @returns when the wait ends */
async function confirmBeside(ctx: Context, userId: number, adminId: number): Promise<string> {
  const { kind, subjectId } = pendingChanges
  const [change] = await ctx.db
    .select()
    .from(pendingChanges)
    .where(and(isUndecided, eq(kind, 'factor_loss'), eq(subjectId, userId)))
    .for('update')
  if (change?.firstConfirmedById !== adminId) throw conflict('other_admin')
  await decide(ctx, change, 'confirmed')
  await mailAdmins(ctx, 'factor_loss_by_server')
  return (await findLoss(ctx, userId))?.replaceableAt ?? ctx.now
}
