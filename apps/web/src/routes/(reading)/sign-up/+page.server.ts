import { redirect } from '@sveltejs/kit'
import { draftFields, draftIn } from '#lib/carried-draft.ts'
import { arrivedDraft, guestsOnly, nextOf } from '#lib/entry.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  ...guestsOnly(event),
  ...(await event.locals.api.accounts.showSignUp({}))
})

export const actions: Actions = {
  /** Arrives from /ask, with what was written there. */
  arrive: async (event) => ({
    values: { username: '', email: '', draft: await arrivedDraft(event) }
  }),
  signUp: async (event) => {
    const fields = await typed(event, ['username', 'email', 'password', 'work', ...draftFields])
    const { username, email, password } = fields
    const draft = draftIn(fields)
    return attempt(event, { username, email, draft }, async () => {
      const { api, locale } = event.locals
      const work = fields.work || undefined
      const { late } = await api.accounts.signUp({ username, email, password, locale, work })
      const next = `next=${encodeURIComponent(nextOf(event.url))}${late ? '&late=1' : ''}`
      if (draft) redirect(307, `/verify-email?/arrive&${next}`)
      redirect(303, `/verify-email?${next}`)
    })
  }
}
