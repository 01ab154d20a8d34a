import { redirect } from '@sveltejs/kit'
import { draftFields, draftIn } from '#lib/guest-draft.ts'
import { arrivedDraft, goOn, guestsOnly } from '#lib/entry.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the providers to sign in with. */
export const load: PageServerLoad = async (event) => ({
  ...guestsOnly(event),
  providers: (await event.locals.api.accounts.providerButtons({})).items
})

type Entered = { continuation: string; secondFactorMissing: boolean }

/**
 * Signs in with the password.
 * @returns a continuation if a second factor is needed; whether the role lacks one
 */
async function byPassword(
  { api }: App.Locals,
  input: { login: string; password: string }
): Promise<Entered> {
  try {
    return { ...(await api.accounts.signIn(input)), continuation: '' }
  } catch (error) {
    if (!isRefusal(error, 'second_factor_required')) throw error
    return { continuation: String(error.params.continuation), secondFactorMissing: false }
  }
}

export const actions: Actions = {
  /** Shows the form with a draft carried from /ask. */
  arrive: async (event) => ({
    values: { login: '', continuation: '', draft: await arrivedDraft(event) }
  }),
  signIn: async (event) => {
    const fields = await typed(event, ['login', 'password', ...draftFields])
    const { login, password } = fields
    const values = { login, continuation: '', draft: draftIn(fields) }
    return attempt(event, values, async () => {
      const entered = await byPassword(event.locals, { login, password })
      const { continuation, secondFactorMissing } = entered
      // Without the second factor the role has no power. A draft goes first.
      if (secondFactorMissing && !values.draft) redirect(303, '/settings/security')
      if (!continuation) goOn(event.url, values.draft)
      return { values: { ...values, continuation }, problem: undefined }
    })
  },
  code: async (event) => {
    const fields = await typed(event, ['login', 'continuation', 'code', ...draftFields])
    const { login, continuation, code } = fields
    const values = { login, continuation, draft: draftIn(fields) }
    return attempt(event, values, async () => {
      await event.locals.api.accounts.continueSignIn({ continuation, code })
      goOn(event.url, values.draft)
    })
  }
}
