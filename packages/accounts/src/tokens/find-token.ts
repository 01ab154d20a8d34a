import { and, eq, gt, isNull, not, or } from 'drizzle-orm'
import { after, Problem, type Context } from '@stoa/core'
import { accountColumns } from '../account/account.ts'
import { apiTokens, secondFactors, serviceAccounts, users } from '../schema.ts'
import { areOnlyWayIn } from '../sign-in-mode/mode.ts'
import { hasProvider } from '../sign-in-mode/unlinked.ts'
import { sha256 } from '../secrets.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

const minute = 60_000

const selectToken = ({ db, now }: Parts, bearer: string) =>
  db
    .select({
      token: { id: apiTokens.id, scopes: apiTokens.scopes, lastUsedAt: apiTokens.lastUsedAt },
      account: accountColumns(now),
      service: {
        topics: serviceAccounts.topics,
        requestsPerMinute: serviceAccounts.requestsPerMinute,
        madeById: serviceAccounts.createdById
      }
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .leftJoin(serviceAccounts, eq(serviceAccounts.userId, users.id))
    .where(
      and(
        eq(apiTokens.hash, sha256(bearer)),
        isNull(apiTokens.revokedAt),
        gt(apiTokens.expiresAt, now),
        isNull(users.frozenAt),
        isNull(users.erasedAt),
        isNull(serviceAccounts.disabledAt),
        or(not(areOnlyWayIn(now)), eq(users.service, true), hasProvider)
      )
    )

/**
 * Finds an API token and its owner's present account; of a program, also its service account.
 * @throws Problem 401 `token_invalid` if it is unknown or expired, or its owner is suspended, frozen,
 * disabled, or lacks a provider where providers are the only way in
 */
export async function findToken(parts: Parts, bearer: string) {
  const [found] = await selectToken(parts, bearer)
  const barred = !found || found.account.suspendedUntil || (found.account.demo && !parts.ports.demo)
  if (barred) throw new Problem(401, 'token_invalid')
  const { id, scopes, lastUsedAt } = found.token
  if (!lastUsedAt || lastUsedAt <= after(parts.now, -minute)) await recordTokenUse(parts, id)
  return { token: { id }, scopes, account: found.account, service: found.service }
}

const recordTokenUse = ({ db, now }: Parts, id: number) =>
  db.update(apiTokens).set({ lastUsedAt: now }).where(eq(apiTokens.id, id))
