import { redirect } from '@sveltejs/kit'
import type { Actions } from './$types'

export const load = () => redirect(303, '/')

export const actions: Actions = {
  default: async ({ locals: { api } }) => {
    await api.accounts.signOut({})
    redirect(303, '/')
  }
}
