import { redirect, type RequestEvent } from '@sveltejs/kit'
import { isLocale } from '@stoa/messages'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { fieldsIn, inputOf, type Written } from './document-form.ts'

/** Reads the posted form and saves it as the version that waits, then leads to its preview. */
export async function save(event: RequestEvent, given?: string) {
  const form = await formOf(event)
  const languages = form.getAll('language').map(String).filter(isLocale)
  const written = await typed(event, [...fieldsIn(languages), 'read'])
  const { read = '', ...values }: Written = written
  const slug = given ?? values.slug ?? ''
  const saving = async () => {
    await event.locals.api.documents.save({ slug, ...inputOf(values, languages) })
    redirect(303, `/admin/documents/${slug}/publish`)
  }
  return attempt(event, values, saving, { revision: values.revision, read })
}
