import type { RequestEvent } from '@sveltejs/kit'
import { isLocale, type Locale } from '@stoa/messages'
import { actionThen } from '#lib/forms/action.server.ts'
import { formOf, typed } from '#lib/form.server.ts'
import { moved } from '#lib/list-order.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const { items, unnamed } = await api.languages.list({})
  return { choices: items, unnamed, isSaved: searchParams.has('saved') }
}

/** Reads the form, with the language of its button one place up or down. */
const reading = (step: -1 | 0 | 1) => async (event: RequestEvent) => {
  const form = await formOf(event)
  const { code, ...values } = await typed(event, ['default', 'confirmed', 'code'])
  const listed = form.getAll('languages').filter(isLocale)
  return {
    ...values,
    languages: moved(
      listed,
      listed.find((one) => one === code),
      step
    )
  }
}

const saving = (step: -1 | 0 | 1) =>
  actionThen('/admin/languages?saved', reading(step), ({ locals: { api } }, values) =>
    api.languages.choose({
      languages: values.languages,
      // The endpoint refuses what is no language.
      default: values.default as Locale,
      confirmed: values.confirmed !== ''
    })
  )

export const actions: Actions = { save: saving(0), up: saving(-1), down: saving(1) }
