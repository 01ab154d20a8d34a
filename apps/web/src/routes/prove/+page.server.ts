import { redirect } from '@sveltejs/kit'
import { nextOf } from '#lib/accounts/sign-in.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, prove } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

const doneAt = '/prove?done'

/** Where to go on afterwards: the page that asked, or this one with what to do next. */
const wayOn = (url: URL) => (url.searchParams.has('next') ? nextOf(url) : doneAt)

/** Loads how the signed-in user can prove that the account is theirs. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => ({
  ways: await api.accounts.waysToProve({}),
  done: url.searchParams.has('done'),
  next: wayOn(url)
})

export const actions: Actions = {
  default: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, {}, async () => {
      await prove(event, proof)
      redirect(303, wayOn(event.url))
    })
  }
}
