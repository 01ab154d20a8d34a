import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * Freezes an account: by the link in an email, by a button for signed-in members, or by an emailed
 * code for everybody else.
 */
export const load: PageServerLoad = ({ url: { searchParams }, locals: { me } }) => ({
  token: searchParams.get('token') ?? '',
  done: searchParams.has('done'),
  isMember: me.role !== 'guest'
})

const nothing = { email: '', code: '' }

export const actions: Actions = {
  link: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, nothing, async () => {
      await event.locals.api.accounts.freeze({ token })
      return { done: true, values: nothing }
    })
  },
  own: async (event) =>
    attempt(event, nothing, async () => {
      await event.locals.api.accounts.freezeOwnAccount({})
      redirect(303, '/freeze-account?done')
    }),
  send: async (event) => {
    const { email } = await typed(event, ['email'])
    const values = { email, code: '' }
    return attempt(event, values, async () => {
      await event.locals.api.accounts.requestFreezeCode({ email })
      return { sent: true, values }
    })
  },
  code: async (event) => {
    const values = await typed(event, ['email', 'code'])
    return attempt(event, values, async () => {
      const { restored } = await event.locals.api.accounts.freezeByCode(values)
      return { done: true, restored, values }
    })
  }
}
