import { and, isNull, ne } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { fullRole, users } from '@stoa/accounts/tables'
import { siteNames } from '@stoa/site'
import { brandOf, collisionOf, type NameCollision } from '@stoa/guards'
import { handleIn } from './accounts.ts'
import { trustLists } from './lists.ts'

/** Returns whom a name could be mistaken for. */
export const nameCollision = async (ctx: Context, name: string) => (await nameGuard(ctx))(name)

/** Port: returns a function that says whom a name could be mistaken for, to check many. */
export async function nameGuard(
  ctx: Context
): Promise<(name: string) => NameCollision | undefined> {
  const [lists, staff, own] = await Promise.all([
    trustLists(ctx),
    namesWithPower(ctx),
    siteNames(ctx)
  ])
  const named = lists.entries.filter(({ kind }) => kind === 'name' || kind === 'account')
  const brands = [...own, ...named.map(({ key }) => handleIn(key)), ...lists.official.map(brandOf)]
  return (name) => collisionOf(name, { brands, staff })
}

async function namesWithPower({ db }: Context): Promise<string[]> {
  const rows = await db
    .select({ username: users.username })
    .from(users)
    .where(and(ne(fullRole, 'member'), isNull(users.erasedAt)))
  return rows.map(({ username }) => username)
}
