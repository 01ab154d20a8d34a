import type { RequestEvent } from '@sveltejs/kit'
import { formOf, typed } from '#lib/form.server.ts'
import { proofFields } from '#lib/forms/action.server.ts'
import type { AnnouncementType } from '#lib/shapes.ts'
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

type Severity = 'normal' | 'important' | 'critical'

/** The severity that an announcement of a type has unless its writer chooses another one. */
const byBasis: Record<AnnouncementType['basis'], Severity> = {
  info: 'normal',
  feature: 'normal',
  maintenance: 'important',
  risk: 'critical',
  incident: 'critical'
}

/** @param type key of one of `types`, which may be added ones */
function usualSeverity(type: string | undefined, types: readonly AnnouncementType[]) {
  const basis = types.find(({ key }) => key === type)?.basis
  return basis === undefined ? 'normal' : byBasis[basis]
}
