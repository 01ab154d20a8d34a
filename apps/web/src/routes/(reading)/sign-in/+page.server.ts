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
    const { login, password, code } = await typed(event, ['login', 'password', 'code'])
    return attempt(event, { login }, async () => {
      await event.locals.api.accounts.signIn({ login, password, code: code || undefined })
      redirect(303, localPath(event.url.searchParams.get('next')))
    })
  }
}
