import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

const scopes = ['read', 'write', 'moderate', 'admin'] as const

/** Loads active tokens and the scopes a new one may have. */
export const load: PageServerLoad = async ({ locals: { api, me } }) => ({
  tokens: (await api.accounts.tokens({})).items,
  scopes: scopes.filter(
    (scope) =>
      (scope !== 'moderate' || me.role !== 'member') && (scope !== 'admin' || me.role === 'admin')
  )
})

export const actions: Actions = {
  create: async (event) => {
    const fields = ['name', 'days', ...scopes, ...proofFields] as const
    const { password, code, ...values } = await typed(event, fields)
    return attempt(event, values, async () => {
      const { name, days } = values
      const input = { name, days, scopes: scopes.filter((scope) => values[scope] !== '') }
      const { accounts } = event.locals.api
      return {
        created: await withProof(event, { password, code }, () => accounts.createToken(input))
      }
    })
  },
  revoke: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      await event.locals.api.accounts.revokeToken({ id })
      redirect(303, '/settings/tokens?saved')
    })
  }
}
