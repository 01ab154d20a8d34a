import { redirect } from '@sveltejs/kit'
import { isLocale } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { zonesByArea } from './time-zones.ts'

export const load: PageServerLoad = () => ({
  areas: zonesByArea(Intl.supportedValuesOf('timeZone'))
})

export const actions: Actions = {
  default: async (event) => {
    const values = await typed(event, ['bio', 'locale', 'timeZone'])
    return attempt(event, values, async () => {
      const { bio, timeZone } = values
      const locale = isLocale(values.locale) ? values.locale : event.locals.locale
      await event.locals.api.accounts.updateMe({ bio, locale, timeZone: timeZone || undefined })
      // `lang` makes this browser speak the chosen language too.
      redirect(303, `/settings?saved&lang=${locale}`)
    })
  }
}
