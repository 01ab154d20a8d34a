import { redirect } from '@sveltejs/kit'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the shifts in which staff are notified of urgent cases. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, locale, me } = event.locals
  return { rota: await api.onCall.show({}), days: daysIn(locale), timeZone: me.timeZone ?? 'UTC' }
}

const names = new Map<string, { day: number; name: string }[]>()

/** Short names of the weekdays from Monday. */
function daysIn(locale: string) {
  const known = names.get(locale)
  if (known) return known
  const words = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  // 5 January 2026 is a Monday.
  const made = [1, 2, 3, 4, 5, 6, 7].map((day) => {
    return { day, name: words.format(Date.UTC(2026, 0, 4 + day)) }
  })
  names.set(locale, made)
  return made
}

export const actions: Actions = {
  add: async (event) => {
    const form = await formOf(event)
    const text = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const days = form.getAll('days').map(Number)
    const shift = { username: text('username'), days, from: text('from'), to: text('to') }
    const values = { ...shift, timeZone: text('timeZone') }
    return attempt(event, values, async () => {
      await event.locals.api.onCall.add(values)
      redirect(303, '/moderation/on-call')
    })
  },
  remove: async (event) => {
    const { id } = await typed(event, ['id'])
    const values = { username: '', days: [] as number[], from: '', to: '', timeZone: '' }
    return attempt(event, values, async () => {
      await event.locals.api.onCall.remove({ id })
      redirect(303, '/moderation/on-call')
    })
  }
}
