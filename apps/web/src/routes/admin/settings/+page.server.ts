import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { wayIn } from './joining-form.ts'

/** Loads who can join and who can read. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [joining, reading] = await Promise.all([
    api.accounts.showSignUp({}),
    api.accounts.readingAccess({})
  ])
  return { joining, signInRequired: reading.signInRequired }
}

export const actions: Actions = {
  reading: async (event) => {
    const { reading, ...proof } = await typed(event, ['reading', ...proofFields])
    return attempt(event, { reading }, async () => {
      const access = { signInRequired: reading === 'members' }
      await withProof(event, proof, () => event.locals.api.accounts.changeReadingAccess(access))
      return { saved: true }
    })
  },
  joining: async (event) => {
    const { way, domains, ...proof } = await typed(event, ['way', 'domains', ...proofFields])
    return attempt(event, { way, domains }, async () => {
      const rule = { way: wayIn(way), domains: domains.split(/[\s,，、;；]+/).filter(Boolean) }
      await withProof(event, proof, () => event.locals.api.accounts.changeSignUp(rule))
      return { saved: true }
    })
  }
}
