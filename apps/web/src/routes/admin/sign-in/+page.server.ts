import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Api } from '@stoa/api'
import { inputOf, providerFields } from './provider-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads all providers, and how people sign in. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const [{ items: providers }, mode, staffPasskeys] = await Promise.all([
    api.accounts.providers({}),
    api.accounts.signInMode({}),
    api.accounts.staffPasskeys({})
  ])
  return { providers, mode, staffPasskeys, saved: url.searchParams.get('saved') }
}

export const actions: Actions = {
  add: async (event) => {
    const { password, code, ...values } = await typed(event, [...providerFields, ...proofFields])
    const { slug, issuer } = values
    return attempt(
      event,
      { form: 'add' as const, typed: { ...values, clientSecret: '' } },
      async () => {
        const add = () =>
          event.locals.api.accounts.addProvider({ slug, issuer, ...inputOf(values) })
        const { waiting } = await withProof(event, { password, code }, add)
        redirect(303, `/admin/sign-in/${slug}${waiting ? '?saved=waits' : ''}`)
      }
    )
  },
  mode: async (event) => {
    const { password, code, ...values } = await typed(event, [...modeFields, ...proofFields])
    return attempt(event, { form: 'mode' as const, typed: values }, async () => {
      const propose = () => event.locals.api.accounts.proposeSignInMode(modeOf(values))
      const { waiting } = await withProof(event, { password, code }, propose)
      redirect(303, `${event.url.pathname}?saved=${waiting ? 'proposed' : 'changed'}`)
    })
  },
  passkeys: async (event) => {
    const { required, ...proof } = await typed(event, ['required', ...proofFields])
    return attempt(event, { form: 'passkeys' as const, typed: { required } }, async () => {
      const change = () =>
        event.locals.api.accounts.changeStaffPasskeys({ required: required === 'yes' })
      const { waiting } = await withProof(event, proof, change)
      redirect(303, `${event.url.pathname}?saved=${waiting ? 'waits' : 'passkeys'}`)
    })
  }
}

const modeFields = ['mode', 'startsAt'] as const
type ModeValues = Record<(typeof modeFields)[number], string>
type ModeInput = Parameters<Api['accounts']['proposeSignInMode']>[0]

/** The input of the form for how people sign in. A day begins at midnight UTC. */
const modeOf = ({ mode, startsAt }: ModeValues): ModeInput => ({
  mode: mode as ModeInput['mode'],
  startsAt: mode === 'only' && startsAt !== '' ? `${startsAt}T00:00:00Z` : undefined
})
