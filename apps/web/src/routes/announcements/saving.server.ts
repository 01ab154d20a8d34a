import type { RequestEvent } from '@sveltejs/kit'
import { typed } from '#lib/form.server.ts'
import { proofFields } from '#lib/proof.server.ts'
import { fieldNames } from './written.ts'

/** Reads the posted form of an announcement. */
export async function readForm(event: Pick<RequestEvent, 'locals' | 'request'>) {
  const data = event.request.clone()
  const { password, code, key, ...written } = await typed(event, [
    ...fieldNames,
    ...proofFields,
    'key'
  ])
  const form = await data.formData()
  const all = (name: string) => form.getAll(name).map(String)
  const services = all('services').join(', ')
  return {
    written: { ...written, services },
    categories: all('categories'),
    proof: { password, code },
    key
  }
}

/** All time zones known to the server. */
export const timeZones = Intl.supportedValuesOf('timeZone')
