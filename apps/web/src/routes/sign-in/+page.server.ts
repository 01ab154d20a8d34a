import { redirect } from '@sveltejs/kit'
import { draftFields, draftIn } from '#lib/threads/ask.ts'
import {
  arrivedDraft,
  goOn,
  guestsOnly,
  offerPasskeyOnce,
  passkeyFields
} from '#lib/accounts/sign-in.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the providers to sign in with, whether passwords do too, and where passkeys work. */
export const load: PageServerLoad = async (event) => {
  const start = guestsOnly(event)
  const { accounts } = event.locals.api
  const { items: providers, passwords } = await accounts.providerButtons({})
  return { ...start, providers, passwords, passkeysAt: (await accounts.passkeyAddress({})).origin }
}

type Entered = { continuation: string; passkey: string; powerRests: boolean }

/**
 * Signs in with the password.
 * @returns a continuation if a second factor is needed; whether the role lacks one, or a provider
 */
async function byPassword(
  { api }: App.Locals,
  input: { login: string; password: string }
): Promise<Entered> {
  try {
    const { secondFactorMissing, providerMissing } = await api.accounts.signIn(input)
    const powerRests = secondFactorMissing || providerMissing
    return { powerRests, continuation: '', passkey: 'no' }
  } catch (error) {
    if (!isRefusal(error, 'second_factor_required')) throw error
    const { continuation, passkey } = error.params
    const step = { continuation: String(continuation), passkey: String(passkey) }
    return { ...step, powerRests: false }
  }
}

const nobody = { login: '', continuation: '', passkey: 'no' }

export const actions: Actions = {
  /** Shows the form with a draft carried from /ask. */
  arrive: async (event) => ({
    values: { ...nobody, draft: await arrivedDraft(event) }
  }),
  signIn: async (event) => {
    const fields = await typed(event, ['login', 'password', 'keepsPasskeys', ...draftFields])
    const { login, password } = fields
    const values = { ...nobody, login, draft: draftIn(fields) }
    return attempt(event, values, async () => {
      const entered = await byPassword(event.locals, { login, password })
      const { continuation, passkey, powerRests } = entered
      // The security settings say what the role needs for its power. A draft goes first.
      if (powerRests && !values.draft) redirect(303, '/settings/security')
      if (!continuation && fields.keepsPasskeys && !values.draft) offerPasskeyOnce(event)
      if (!continuation) goOn(event.url, values.draft)
      return { values: { ...values, continuation, passkey }, problem: undefined }
    })
  },
  passkey: async (event) => {
    const fields = await typed(event, ['login', ...passkeyFields, ...draftFields])
    const { login, attempt: begun, credential } = fields
    const values = { ...nobody, login, draft: draftIn(fields) }
    return attempt(event, values, async () => {
      await event.locals.api.accounts.signInWithPasskey({ attempt: begun, credential })
      goOn(event.url, values.draft)
    })
  },
  passkeyCode: async (event) => {
    const names = ['login', 'continuation', ...passkeyFields, ...draftFields] as const
    const fields = await typed(event, names)
    const { login, continuation, attempt: begun, credential } = fields
    const values = { login, continuation, passkey: 'yes', draft: draftIn(fields) }
    return attempt(event, values, async () => {
      const answer = { continuation, attempt: begun, credential }
      await event.locals.api.accounts.continueWithPasskey(answer)
      goOn(event.url, values.draft)
    })
  },
  code: async (event) => {
    const names = ['login', 'continuation', 'passkey', 'code', ...draftFields] as const
    const fields = await typed(event, names)
    const { login, continuation, passkey, code } = fields
    const values = { login, continuation, passkey, draft: draftIn(fields) }
    return attempt(event, values, async () => {
      const entered = await event.locals.api.accounts.continueSignIn({ continuation, code })
      if (entered.providerMissing && !values.draft) redirect(303, '/settings/security')
      goOn(event.url, values.draft)
    })
  }
}
