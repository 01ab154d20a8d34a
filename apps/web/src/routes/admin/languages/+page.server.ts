import { redirect, type RequestEvent } from '@sveltejs/kit'
import { isLocale, type Locale } from '@stoa/messages'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { moved } from './order.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const { items, unnamed } = await api.languages.list({})
  return { choices: items, unnamed, isSaved: searchParams.has('saved') }
}

/** Saves the form, with the language of its button one place up or down. */
const saving = (step: -1 | 0 | 1) => async (event: RequestEvent) => {
  const form = await formOf(event)
  const { confirmed, code, ...values } = await typed(event, ['default', 'confirmed', 'code'])
  const languages = moved(form.getAll('languages').filter(isLocale), code, step)
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

export const actions: Actions = { save: saving(0), up: saving(-1), down: saving(1) }
