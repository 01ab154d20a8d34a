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
    values: { login: '', draft: draftIn(await typed(event, draftFields)) }
  }),
  signIn: async (event) => {
    const fields = await typed(event, ['login', 'password', 'code', ...draftFields])
    const { login, password, code } = fields
    const draft = draftIn(fields)
    return attempt(event, { login, draft }, async () => {
      await event.locals.api.accounts.signIn({ login, password, code: code || undefined })
      if (draft) redirect(307, '/ask?/resume')
      redirect(303, localPath(event.url.searchParams.get('next')))
    })
  }
}
