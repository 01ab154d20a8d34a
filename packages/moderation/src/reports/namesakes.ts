import { setImmediate as nextTurn } from 'node:timers/promises'
import { and, asc, eq, gt, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { fullRole, users } from '@stoa/accounts/tables'
import { readsAs } from '@stoa/guards'
import { reportNamesake } from './reports.ts'

const batchSize = 500

/**
 * Effect of `user.role_changed`: opens cases about members whose name could be mistaken for a new
 * colleague's. `nameGuard` refuses such names from then on.
 */
export async function queueNamesakes(ctx: Context, { userId }: { userId: number }): Promise<void> {
  const [colleague] = await ctx.db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(and(eq(users.id, userId), ne(fullRole, 'member'), isNull(users.erasedAt)))
  if (!colleague) return
  for await (const member of membersOf(ctx))
    if (readsAs(member.username, colleague.username))
      await reportNamesake(ctx, member.id, colleague.id)
}

async function* membersOf({ db }: Context) {
  const isMember = and(
    eq(fullRole, 'member'),
    isNull(users.erasedAt),
    isNotNull(users.emailVerifiedAt)
  )
  let last = 0
  for (;;) {
    const rows = await db
      .select({ id: users.id, username: users.username })
      .from(users)
      .where(and(isMember, gt(users.id, last)))
      .orderBy(asc(users.id))
      .limit(batchSize)
    yield* rows
    if (rows.length < batchSize) return
    last = rows.at(-1)?.id ?? last
    await nextTurn()
  }
}
