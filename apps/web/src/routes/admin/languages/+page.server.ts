import { redirect } from '@sveltejs/kit'
import { isLocale, type Locale } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => ({
  choices: (await api.languages.list({})).items,
  isSaved: searchParams.has('saved')
})

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.clone().formData()
    const languages = form.getAll('languages').filter(isLocale)
    const { confirmed, ...values } = await typed(event, ['default', 'confirmed'])
    return attempt(event, { ...values, languages }, async () => {
      await event.locals.api.languages.choose({
        languages,
        // The endpoint refuses what is no language.
        default: values.default as Locale,
        confirmed: confirmed !== ''
      })
      redirect(303, '/admin/languages?saved')
    })
  }
}
