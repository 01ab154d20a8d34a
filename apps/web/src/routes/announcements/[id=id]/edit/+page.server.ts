import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attemptEdit } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { withProof } from '#lib/forms/action.server.ts'
import { readForm, timeZones } from '../../typed-form.server.ts'
import { inputOf, writtenOf } from '../../written.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the newest version of an announcement for editing. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, me } = event.locals
  const source = await api.announcements.source({ id: event.params.id })
  return {
    start: writtenOf(source, me.timeZone ?? 'UTC'),
    types: (await api.announcements.types({})).items,
    services: (await api.announcements.services({})).items,
    categories: source.content.categories.map(String),
    isPublic: source.state === 'published',
    waits: source.changesWait,
    snapshot: source.snapshot,
    timeZones,
    idempotencyKey: crypto.randomUUID()
  }
}

const saving = (next: (id: number) => string) => async (event: RequestEvent) => {
  membersOnly(event)
  const { written, severity, categories, proof } = await readForm(event)
  const id = Number(event.params.id)
  return attemptEdit(event, { written, categories }, async (revision) => {
    const input = { id, revision, ...inputOf({ ...written, severity }, categories) }
    await withProof(event, proof, () => event.locals.api.announcements.change(input))
    redirect(303, next(id))
  })
}

export const actions: Actions = {
  save: saving((id) => `/announcements/${id}`),
  next: saving((id) => `/announcements/${id}/publish`)
}
