import type { RequestEvent } from '@sveltejs/kit'
import { formOf, typed } from '#lib/form.server.ts'
import { proofFields } from '#lib/forms/action.server.ts'
import { usualSeverity } from './usual-severity.ts'
import { fieldNames } from './written.ts'

/** Reads the posted form of an announcement. */
export async function readForm(event: Pick<RequestEvent, 'locals' | 'request'>) {
  const { password, code, key, ...written } = await typed(event, [
    ...fieldNames,
    ...proofFields,
    'key'
  ])
  const form = await formOf(event)
  const all = (name: string) => form.getAll(name).map(String)
  const services = all('services').join(', ')
  const types = written.severity ? [] : (await event.locals.api.announcements.types({})).items
  return {
    /** As chosen, or as is usual for the type. */
    severity: written.severity || usualSeverity(written.type, types),
    written: { ...written, services },
    categories: all('categories'),
    proof: { password, code },
    key
  }
}

/** All time zones known to the server. */
export const timeZones = Intl.supportedValuesOf('timeZone')
