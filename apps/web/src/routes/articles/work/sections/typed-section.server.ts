import type { RequestEvent } from '@sveltejs/kit'
import { formOf, typed } from '#lib/form.server.ts'
import { sectionFields, type SectionValues } from './section-fields.ts'

/** Reads the posted form of a section as it was typed and ticked. */
export async function sectionValuesIn(
  event: Pick<RequestEvent, 'locals' | 'request'>
): Promise<SectionValues> {
  const copy = { locals: event.locals, request: event.request.clone() }
  const readerGroups = (await formOf(copy)).getAll('readerGroups').map(Number)
  return { ...(await typed(event, sectionFields)), readerGroups }
}
