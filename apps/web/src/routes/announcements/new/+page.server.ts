import { redirect, type RequestEvent } from '@sveltejs/kit'
import { attempt } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { AnnouncementTemplate } from '#lib/shapes.ts'
import { readForm, timeZones } from '../typed-form.server.ts'
import { bodyOf, inputOf, titleOf, type Written } from '../written.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads an empty form, or one with a template in the writer's language. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, locale } = event.locals
  // Throws for users who do not write announcements.
  const { items } = await api.announcements.templates({})
  const { items: types } = await api.announcements.types({})
  const { items: services } = await api.announcements.services({})
  const templates = items.filter(({ language }) => language === locale)
  const chosen = event.url.searchParams.get('template')
  return {
    start: startOf(
      templates.find(({ type }) => type === chosen),
      event.locals
    ),
    types,
    services,
    templates,
    timeZones,
    idempotencyKey: crypto.randomUUID()
  }
}

function startOf(template: AnnouncementTemplate | undefined, { locale, me }: App.Locals): Written {
  const type = template?.type ?? 'info'
  return {
    type,
    severity: '',
    timeZone: me.timeZone ?? 'UTC',
    [titleOf(locale)]: template?.title ?? '',
    [bodyOf(locale)]: template?.body ?? ''
  }
}

const saving = (next: (id: number) => string) => async (event: RequestEvent) => {
  membersOnly(event)
  const { written, severity, categories, key } = await readForm(event)
  return attempt(event, { written, categories }, async () => {
    event.locals.useKey(key)
    const { id } = await event.locals.api.announcements.create(
      inputOf({ ...written, severity }, categories)
    )
    redirect(303, next(id))
  })
}

export const actions: Actions = {
  save: saving((id) => `/announcements/${id}`),
  next: saving((id) => `/announcements/${id}/publish`)
}
