import type { RequestEvent } from '@sveltejs/kit'
import { dismissed } from '#lib/dismissals.ts'
import { initialOf } from '#lib/ui/initial.ts'
import { bannersAt, isReading } from './banner-places.ts'

export type Frame = Awaited<ReturnType<typeof frameOf>>

/** Loads what the frame around every page shows. */
export async function frameOf({
  cookies,
  locals,
  route
}: Pick<RequestEvent, 'cookies' | 'locals' | 'route'>) {
  const { api, locale, languages, me, demo, site, commandLine } = locals
  const { items: categories } = await api.threads.categories({})
  // Guests' pages are cached for all of them, so a script hides their dismissed banners.
  const gone = me.role === 'guest' ? undefined : dismissed(`dismissed=${cookies.get('dismissed')}`)
  const banners = bannersAt(route.id, me.banners).filter(
    ({ id, asksAcknowledgement }) => asksAcknowledgement || !gone?.has(id)
  )
  return {
    ...{
      locale,
      demo,
      commandLine,
      site,
      languages: languages.all,
      defaultLanguage: languages.default
    },
    me: { ...me, banners, upcoming: isReading(route.id) ? me.upcoming : [] },
    initial: initialOf(me),
    categories
  }
}
