import { redirect } from '@sveltejs/kit'
import type { Actions } from './$types'

export const load = () => redirect(303, '/')

export const actions: Actions = {
  default: async ({ locals: { api } }) => {
    const { provider } = await api.accounts.presentProvider({})
    await api.accounts.signOut({})
    redirect(303, provider ? `/signed-out?at=${provider}` : '/')
  }
}
