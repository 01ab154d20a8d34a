import { redirect, type RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { keepHere } from '#lib/unsent.ts'
import { readForm, timeZones } from '../saving.server.ts'
import { bodyOf, inputOf, titleOf, type Written } from '../written.ts'
import type { Actions, PageServerLoad } from './$types'

const templates = ['incident', 'maintenance', 'risk'] as const

/** An empty form, or one with a template in the writer's language. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api } = event.locals
  // Only those who write announcements have anything here.
  await api.announcements.work({})
  const { items: kinds } = await api.announcements.kinds({})
  const template = templates.find((one) => one === event.url.searchParams.get('template'))
  return {
    start: startOf(template, event.locals),
    kinds: keepHere(kinds),
    templates: keepHere(kinds.filter(({ key }) => (templates as readonly string[]).includes(key))),
    timeZones: keepHere(timeZones),
    idempotencyKey: crypto.randomUUID()
  }
}

function startOf(
  template: (typeof templates)[number] | undefined,
  { locale, me }: App.Locals
): Written {
  const words = (part: string) =>
    template ? translate(`announcements_template_${template}_${part}`, {}, locale) : ''
  return {
    kind: template ?? 'incident',
    severity: template === 'incident' || template === 'risk' ? 'critical' : 'important',
    timeZone: me.timeZone ?? 'UTC',
    [titleOf(locale)]: words('title'),
    [bodyOf(locale)]: words('body')
  }
}

const saving = (next: (id: number) => string) => async (event: RequestEvent) => {
  membersOnly(event)
  const { written, categories, key } = await readForm(event)
  return attempt(event, { written, categories }, async () => {
    event.locals.useKey(key)
    const { id } = await event.locals.api.announcements.create(inputOf(written, categories))
    redirect(303, next(id))
  })
}

export const actions: Actions = {
  save: saving((id) => `/announcements/${id}`),
  next: saving((id) => `/announcements/${id}/publish`)
}
