import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  show: async (event) => {
    const { phrase, ...proof } = await typed(event, ['phrase', ...proofFields])
    return attempt(event, { phrase }, async () => ({
      shown: await withProof(event, proof, () => event.locals.api.accounts.mailPhrase({})),
      values: { phrase }
    }))
  },
  /** An empty field removes the phrase. */
  save: async (event) => {
    const { phrase, ...proof } = await typed(event, ['phrase', ...proofFields])
    const { accounts } = event.locals.api
    return attempt(event, { phrase }, async () => {
      await withProof(event, proof, () =>
        phrase.trim() === '' ? accounts.removeMailPhrase({}) : accounts.setMailPhrase({ phrase })
      )
      redirect(303, '/settings/security/phrase?saved')
    })
  }
}
