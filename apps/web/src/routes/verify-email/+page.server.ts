import { redirect, type RequestEvent } from '@sveltejs/kit'
import { keptNext, arrivedDraft, goOn } from '#lib/accounts/sign-in.server.ts'
import { draftFields, draftIn } from '#lib/threads/ask.ts'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/**
 * The form for the code or, with the emailed token, a button, as opening a link must change
 * nothing.
 */
export const load: PageServerLoad = ({ cookies, locals: { me }, request, url }) => {
  const next = keptNext({ cookies, url })
  // A posted form may carry a draft, which a redirect would lose.
  if (me.role !== 'guest' && request.method === 'GET') redirect(303, next)
  const late = url.searchParams.has('late')
  const token = url.searchParams.get('token') ?? ''
  return { next, late, token, pending: me.pending, email: me.email }
}

type Input = { token?: string; code?: string; password?: string }

async function verify(event: RequestEvent, inputOf: (fields: Required<Input>) => Input) {
  const fields = await typed(event, ['token', 'code', 'password', ...draftFields])
  const { token, code } = fields
  const draft = draftIn(fields)
  return attempt(event, { token, code, draft }, async () => {
    const { api, me } = event.locals
    if (me.role === 'guest') await api.accounts.verify(inputOf(fields))
    goOn(event.url, draft)
  })
}

export const actions: Actions = {
  /** Shows the form with a draft carried from sign-up. */
  arrive: async (event) => ({
    values: { token: '', code: '', draft: await arrivedDraft(event) }
  }),
  code: (event) => verify(event, ({ code }) => ({ code })),
  link: (event) =>
    verify(event, ({ token, password }) => ({ token, password: password || undefined })),
  resend: async (event) => {
    const draft = await arrivedDraft(event)
    const values = { token: '', code: '', draft }
    return attempt(event, values, async () => {
      await event.locals.api.accounts.resendVerification({})
      return { values, resent: true }
    })
  }
}
