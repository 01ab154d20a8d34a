import { redirect } from '@sveltejs/kit'
import { isLocale } from '@stoa/messages'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import { localPath } from '#lib/address.ts'
import type { DrawnPicture, Me } from '#lib/shapes.ts'
import { uploadRefusal } from '#lib/upload-refusal.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { zonesByArea } from './time-zones.ts'

export const load: PageServerLoad = async ({ locals: { api, locale, me }, url }) => ({
  snapshot: { revision: me.revision, parts: profileOf(me) },
  areas: zonesByArea(Intl.supportedValuesOf('timeZone')),
  ownPicture: await api.uploads.ownPicture({}),
  refusedPicture: uploadRefusal(url, locale)
})

const profileOf = ({ bio, locale, timeZone }: Me) =>
  Object.entries({ bio, locale, timeZone }).map(([name, text]) => ({
    name,
    text: text ?? ''
  }))

export const actions: Actions = {
  profile: async (event) => {
    const values = await typed(event, ['bio', 'locale', 'timeZone'])
    return attemptEdit(event, values, async (revision) => {
      const { timeZone } = values
      // An unchanged bio is not sent: silenced members may change the rest.
      const bio = values.bio === event.locals.me.bio ? undefined : values.bio
      const locale = isLocale(values.locale) ? values.locale : event.locals.locale
      const change = { revision, bio, locale, timeZone: timeZone || undefined }
      await event.locals.api.accounts.updateMe(change)
      // In the chosen language, whatever this page was in.
      redirect(303, `/settings?saved&lang=${locale}`)
    })
  },
  picture: async (event) => {
    const { picture } = await typed(event, ['picture'])
    return attempt(event, { picture }, async () => {
      await event.locals.api.accounts.updateMe({ picture: picture as DrawnPicture | '' })
      redirect(303, '/settings?saved')
    })
  },
  username: async (event) => {
    const { username, password, code } = await typed(event, ['username', ...proofFields])
    return attempt(event, { username }, async () => {
      const { accounts } = event.locals.api
      await withProof(event, { password, code }, () => accounts.renameSelf({ username }))
      redirect(303, '/settings?saved')
    })
  },
  /** Sent from the menu of any page, to which it redirects back. */
  language: async (event) => {
    const { locale, next } = await typed(event, ['locale', 'next'])
    if (isLocale(locale)) await event.locals.api.accounts.updateMe({ locale })
    redirect(303, localPath(next))
  }
}
