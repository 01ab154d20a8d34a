import type { Me } from '#lib/shapes.ts'

type Banner = Me['banners'][number]

const readingPlaces = new Set([
  '/',
  '/announcements',
  '/announcements/[id=id]/[[slug=slug]]',
  '/bookmarks',
  '/c/[category=category]',
  '/documents/[slug=category]',
  '/notifications',
  '/search',
  '/t/[id=id]/[[slug=slug]]',
  '/tags/[tag=tag]',
  '/u/[username=username]',
  '/verify'
])

/** Whether people read there, and neither fill in a form nor work. */
export const isReading = (routeId: string | null) => routeId !== null && readingPlaces.has(routeId)

/**
 * Announcements above a page: all where people read; above forms and the pages of moderators and
 * agents the critical ones alone.
 * @param routeId null for an address without a page
 */
export function bannersAt<Shown extends Pick<Banner, 'severity'>>(
  routeId: string | null,
  banners: readonly Shown[]
): Shown[] {
  if (isReading(routeId)) return [...banners]
  return banners.filter(({ severity }) => severity === 'critical')
}
