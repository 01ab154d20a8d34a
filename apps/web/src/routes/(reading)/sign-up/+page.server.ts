import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { localPath } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { me }, url }) => {
  const next = localPath(url.searchParams.get('next'))
  if (me.role !== 'guest') redirect(303, next)
  return { next }
}

export const actions: Actions = {
  default: async (event) => {
    const { password, ...values } = await typed(event, ['username', 'email', 'password'])
    return attempt(event, values, async () => {
      const { api, locale } = event.locals
      await api.accounts.signUp({ ...values, password, locale })
      const next = localPath(event.url.searchParams.get('next'))
      redirect(303, `/verify-email?next=${encodeURIComponent(next)}`)
    })
  }
}
