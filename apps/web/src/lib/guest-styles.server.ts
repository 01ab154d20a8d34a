import type { RequestEvent } from '@sveltejs/kit'

/** Name of the stylesheet of the pages that guests come to first; `styles.build.ts` writes it. */
const guests = '%stoa.styles.of.guests%'
const routes = new Set([
  '/',
  '/c/[category=category]',
  '/t/[id=id]/[[slug=slug]]',
  '/tags/[tag=tag]'
])
// No text of a user contains the beginning of a tag.
const all = /(<link href="[^"]*\/)styles\.[\w-]+\.css"/

/** Links the smaller stylesheet, if the page is one of those for a guest. */
export const withGuestStyles = (page: string, { locals, route }: RequestEvent): string =>
  locals.me.role === 'guest' && routes.has(route.id ?? '')
    ? page.replace(all, `$1${guests}"`)
    : page
