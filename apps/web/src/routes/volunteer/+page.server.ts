import { redirect } from '@sveltejs/kit'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the reader's volunteering. */
export const load: PageServerLoad = async ({ locals: { api, me }, url }) => {
  const own = me.role === 'guest' ? undefined : await api.volunteers.show({})
  return { own, done: url.searchParams.get('done') }
}

export const actions: Actions = {
  apply: async (event) => {
    membersOnly(event)
    const form = await formOf(event)
    const given = form.get('text')
    const text = typeof given === 'string' ? given.replaceAll('\r\n', '\n') : ''
    const categoryIds = form.getAll('categoryIds').map(Number)
    return attempt(event, { text, categoryIds }, async () => {
      await event.locals.api.volunteers.apply({ text, categoryIds })
      redirect(303, '/volunteer?done=applied')
    })
  },
  withdraw: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, { text: '', categoryIds: [] }, async () => {
      await event.locals.api.volunteers.withdraw({ id })
      redirect(303, '/volunteer')
    })
  },
  stepDown: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, { text: '', categoryIds: [], leaves: true }, async () => {
      await withProof(event, proof, () => event.locals.api.volunteers.stepDown({}))
      redirect(303, '/sign-in?next=/volunteer')
    })
  }
}
