import { isRefusal } from '#lib/problems.server.ts'
import type { PageServerLoad } from './$types'

/**
 * Loads what somebody was signed out of: of this forum, from where `at` leads on to the page of the
 * provider, or of both, if the provider sent them back with `state`.
 */
export const load: PageServerLoad = async ({ locals: { api, me }, url: { searchParams } }) => {
  const [at, state] = [searchParams.get('at'), searchParams.get('state')]
  const shown = { name: '', address: null as string | null, isDone: state !== null }
  if (me.role !== 'guest') return { ...shown, isSignedIn: true }
  const provider = state ?? at
  if (!provider) return { ...shown, isSignedIn: false }
  try {
    const { name, address } = await api.accounts.providerSignOut({ provider })
    return {
      name,
      address: state === null ? address : null,
      isDone: state !== null,
      isSignedIn: false
    }
  } catch (error) {
    // Anybody can write another name into the address.
    if (isRefusal(error, 'not_found')) return { ...shown, isSignedIn: false }
    throw error
  }
}
