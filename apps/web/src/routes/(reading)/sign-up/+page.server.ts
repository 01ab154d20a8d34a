import { redirect } from '@sveltejs/kit'
import { draftFields, draftIn } from '#lib/carried-draft.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { localPath } from '#lib/local-path.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { me }, url }) => {
  const next = localPath(url.searchParams.get('next'))
  if (me.role !== 'guest') redirect(303, next)
  return { next }
}

export const actions: Actions = {
  /** Arrives from /ask, with what was written there. */
  arrive: async (event) => ({
    values: { username: '', email: '', draft: draftIn(await typed(event, draftFields)) }
  }),
  signUp: async (event) => {
    const fields = await typed(event, ['username', 'email', 'password', ...draftFields])
    const { username, email, password } = fields
    const draft = draftIn(fields)
    return attempt(event, { username, email, draft }, async () => {
      const { api, locale } = event.locals
      await api.accounts.signUp({ username, email, password, locale })
      const next = encodeURIComponent(localPath(event.url.searchParams.get('next')))
      if (draft) redirect(307, `/verify-email?/arrive&next=${next}`)
      redirect(303, `/verify-email?next=${next}`)
    })
  }
}
