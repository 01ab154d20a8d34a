import { action } from '#lib/forms/action.server.ts'
import type { Api } from '@stoa/api'
import type { Actions, PageServerLoad } from './$types'

/** Loads who can join and who can read. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [joining, reading] = await Promise.all([
    api.accounts.showSignUp({}),
    api.accounts.readingAccess({})
  ])
  return { joining, reading: reading.signInRequired ? 'members' : 'everyone' }
}

type Way = Parameters<Api['accounts']['changeSignUp']>[0]['way']

export const actions: Actions = {
  reading: action(['reading'], async ({ locals: { api } }, { reading }) => {
    await api.accounts.changeReadingAccess({ signInRequired: reading === 'members' })
    return { saved: true }
  }),
  joining: action(['way', 'domains'], async ({ locals: { api } }, { way, domains }) => {
    const listed = domains.split(/[\s,，、;；]+/).filter(Boolean)
    // The endpoint refuses an unknown way.
    await api.accounts.changeSignUp({ way: way as Way, domains: listed })
    return { saved: true }
  })
}
