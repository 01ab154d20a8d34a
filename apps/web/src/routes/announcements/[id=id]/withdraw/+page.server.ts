import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { translationsOf } from '../../written.ts'
import { fieldsOf } from '../translated-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the announcement to withdraw, for the correction. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api } = event.locals
  const { content, state } = await api.announcements.source({ id: event.params.id })
  const { announcement } = await api.announcements.show({ id: event.params.id })
  const isRisk = content.basis === 'risk'
  return { title: announcement.title, isRisk, isWithdrawn: state === 'withdrawn' }
}

const { names, nameOf } = fieldsOf('correction')

export const actions: Actions = {
  default: async (event) => {
    membersOnly(event)
    const { password, code, key, ...values } = await typed(event, [
      ...[...names, 'key'],
      ...proofFields
    ])
    return attempt(event, values, async () => {
      event.locals.useKey(key ?? '')
      const input = { id: event.params.id, correction: translationsOf(values, nameOf) }
      const { announcements } = event.locals.api
      const proof = { password: password ?? '', code: code ?? '' }
      await withProof(event, proof, () => announcements.withdraw(input))
      redirect(303, `/announcements/${event.params.id}`)
    })
  }
}
