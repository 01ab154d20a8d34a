import type { RequestEvent } from '@sveltejs/kit'
import { formOf, typed } from '#lib/form.server.ts'
import { sectionFields, type SectionValues } from './section-fields.ts'

/** Reads the posted form of a section as it was typed and ticked, with other fields. */
export async function sectionValuesIn<K extends string = never>(
  event: Pick<RequestEvent, 'locals' | 'request'>,
  more: readonly K[] = []
): Promise<SectionValues & Record<K, string>> {
  const readerGroups = (await formOf(event)).getAll('readerGroups').map(Number)
  return { ...(await typed(event, [...sectionFields, ...more])), readerGroups }
}
