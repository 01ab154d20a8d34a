import type { Api } from '@stoa/api'
import { isRefusal } from '#lib/problems.server.ts'

/** What the desk reads of them; `locked` where the sign-in is too old for them. */
export async function factsOf(api: Api, number: string) {
  try {
    return await api.tickets.facts({ number })
  } catch (error) {
    if (isRefusal(error, 'fresh_authentication_required')) return 'locked' as const
    throw error
  }
}
