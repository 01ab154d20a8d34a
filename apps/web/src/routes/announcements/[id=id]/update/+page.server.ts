import { redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { phasesByType } from '#lib/announcements.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { translationsOf } from '../../written.ts'
import { fieldsOf } from '../translated-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the form for an update; it suggests the next phase. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api } = event.locals
  const { content } = await api.announcements.source({ id: event.params.id })
  const { announcement } = await api.announcements.show({ id: event.params.id })
  const phases = phasesByType[content.basis] ?? []
  const at = phases.indexOf(announcement.phase ?? '')
  const isOver = announcement.phase === 'unconfirmed'
  const next = (isOver ? undefined : phases[at + 1]) ?? phases.at(-1)
  return { title: announcement.title, phases, next }
}

type Phase = Parameters<Api['announcements']['addUpdate']>[0]['phase']
const { names, nameOf } = fieldsOf('translations')

export const actions: Actions = {
  default: async (event) => {
    membersOnly(event)
    const { password, code, key, ...values } = await typed(event, [
      ...['phase', ...names, 'key'],
      ...proofFields
    ])
    return attempt(event, values, async () => {
      event.locals.useKey(key ?? '')
      const translations = translationsOf(values, nameOf)
      // The endpoint refuses an unknown phase.
      const input = { id: event.params.id, phase: values.phase as Phase, translations }
      const { announcements } = event.locals.api
      const proof = { password: password ?? '', code: code ?? '' }
      await withProof(event, proof, () => announcements.addUpdate(input))
      redirect(303, `/announcements/${event.params.id}`)
    })
  }
}
