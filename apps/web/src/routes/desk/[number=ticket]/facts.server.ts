import type { Api } from '@stoa/api'
import { isRefusal } from '#lib/problems.server.ts'

/** Facts for the desk; `locked` if the sign-in is too old. */
export async function factsOf(api: Api, number: string) {
  try {
    return await api.tickets.facts({ number })
  } catch (error) {
    if (isRefusal(error, 'fresh_authentication_required')) return 'locked' as const
    throw error
  }
}
