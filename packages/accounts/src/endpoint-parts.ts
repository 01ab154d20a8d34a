import { z } from 'zod'
import type { Limit } from '@stoa/core/limits'

// Callers of endpoints that no token opens. `Fresh`: after a sign-in not older than ten minutes.
export const forGuests = { minimumRole: 'guest', scope: null } as const
export const forMembers = { minimumRole: 'member', scope: null } as const
export const forFreshMembers = { ...forMembers, fresh: true } as const
export const forAdmins = { minimumRole: 'admin', scope: null } as const
export const forFreshAdmins = { ...forAdmins, fresh: true } as const
/** Tokens with the scope `admin` open it too. */
export const forAdminsAndTokens = { minimumRole: 'admin', scope: 'admin' } as const

/** Limits requests per IP address within some minutes. */
export const fromAddress = (count: number, minutes: number): Limit => ({
  per: 'address',
  count,
  seconds: minutes * 60
})

/** The shape of a complete list without pages. */
export const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

/** Answers a request whose mail is sent later. */
export const pending = (request: Promise<void>) => request.then(() => ({ pending: true as const }))
