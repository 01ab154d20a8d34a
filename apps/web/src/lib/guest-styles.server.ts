import type { RequestEvent } from '@sveltejs/kit'

/** Names of the stylesheets of pages that guests come to first; `styles.build.ts` writes them. */
const [guest, articles] = ['%stoa.styles.of.guest%', '%stoa.styles.of.articles%']
const sheets = new Map([
  ['/', guest],
  ['/c/[category=category]', guest],
  ['/t/[id=id]/[[slug=slug]]', guest],
  ['/tags/[tag=tag]', guest],
  ['/articles/[slug=slug]', articles],
  ['/articles/series/[slug=slug]', articles],
  ['/blog', articles],
  ['/help', articles],
  ['/help/[section=slug]', articles]
])
// No text of a user contains the beginning of a tag.
const all = /(<link href="[^"]*\/)styles\.[\w-]+\.css"/
const prose = /<link[^>]* href="[^"]*\/article-prose\.[\w-]+\.css"[^>]*>/

/**
 * Links the smaller stylesheet, if the page is one of those for a guest who comes to it. That of
 * articles has the styles of their text. An answer to a form may show more.
 */
export function withGuestStyles(page: string, { locals, route, request }: RequestEvent): string {
  const sheet = sheets.get(route.id ?? '')
  if (locals.me.role !== 'guest' || request.method !== 'GET' || !sheet) return page
  const linked = page.replace(all, `$1${sheet}"`)
  return sheet === articles ? linked.replace(prose, '') : linked
}
