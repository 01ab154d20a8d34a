import { isLocale, type Locale } from '@stoa/messages'

type Event = Pick<{ url: URL; locals: Pick<App.Locals, 'me'> }, 'url' | 'locals'>

/**
 * The language of `?lang=` that a member reads this page in, if it is not that of their settings.
 * Guests have a cookie for it.
 */
export function pageLanguage({ url, locals: { me } }: Event): Locale | undefined {
  const asked = url.searchParams.get('lang')
  return me.locale !== null && isLocale(asked) && asked !== me.locale ? asked : undefined
}

/** The redirect after a form, to a page in this language; others as they are. */
export function inLanguage(response: Response, language: Locale): Response {
  const location = response.headers.get('location') ?? ''
  if (response.status !== 303 || !location.startsWith('/') || /[?&]lang=/.test(location))
    return response
  const [page = '', ...fragment] = location.split('#')
  const separator = page.includes('?') ? '&' : '?'
  const headers = new Headers(response.headers)
  headers.set('location', [`${page}${separator}lang=${language}`, ...fragment].join('#'))
  return new Response(null, { status: 303, headers })
}
