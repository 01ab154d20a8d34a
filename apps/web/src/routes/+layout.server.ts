import { dismissed } from '#lib/dismissals.ts'
import { bannersAt, isReading } from '#lib/frame/banner-places.ts'
import type { LayoutServerLoad } from './$types'

/** Loads the data of the layout. */
export const load: LayoutServerLoad = async ({ cookies, locals, route }) => {
  const { api, locale, languages, me, demo, site } = locals
  const { items: categories } = await api.threads.categories({})
  // Guests' pages are cached for all of them, so a script hides their dismissed banners.
  const gone = me.role === 'guest' ? undefined : dismissed(`dismissed=${cookies.get('dismissed')}`)
  const banners = bannersAt(route.id, me.banners).filter(
    ({ id, asksAcknowledgement }) => asksAcknowledgement || !gone?.has(id)
  )
  return {
    ...{ locale, demo, site, languages: languages.all, defaultLanguage: languages.default },
    me: { ...me, banners, upcoming: isReading(route.id) ? me.upcoming : [] },
    categories
  }
}
