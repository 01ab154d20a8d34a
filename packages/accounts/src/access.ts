import { emit, type Context } from '@stoa/core'
import { endSessions } from './sessions.ts'
import { revokeTokens } from './tokens.ts'

/**
 * Ends all sessions and tokens of a user in the transaction of `ctx`, after a password reset, a
 * suspension or a change of role. `exceptPresent` keeps the session of the request.
 */
export async function endAccess(
  ctx: Context,
  userId: number,
  options: { exceptPresent?: boolean } = {}
): Promise<void> {
  await endSessions(ctx, userId, options)
  await revokeTokens(ctx, userId)
  await emit(ctx, 'actor.changed', { userId })
}
