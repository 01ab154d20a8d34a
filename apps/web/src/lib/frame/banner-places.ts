import type { Category, Me } from '#lib/shapes.ts'
import { categoryHere, type Place } from './category-here.ts'

type Banner = Me['banners'][number]

const readingPlaces = new Set([
  '/',
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
 * Announcements above a page: all where people read, but for their own list; above forms and the
 * pages of moderators and agents the critical ones that are news.
 * @param routeId null for an address without a page
 */
export function bannersAt<Shown extends Pick<Banner, 'severity' | 'foldedSince'>>(
  routeId: string | null,
  banners: readonly Shown[]
): Shown[] {
  if (isReading(routeId)) return [...banners]
  if (routeId === '/announcements') return []
  return banners.filter(({ severity, foldedSince }) => severity === 'critical' && !foldedSince)
}

type Known = Pick<Category, 'id' | 'slug' | 'parentId'>

type Concern = Pick<Banner, 'id' | 'basis' | 'severity' | 'categoryIds'>

/**
 * Those of the announcements that concern a page and are not on it already: in a category those for
 * it or for all, elsewhere all but those that are only pinned to a category.
 */
export function concerning<Shown extends Concern>(
  banners: readonly Shown[],
  categories: readonly Known[],
  place: Place,
  path: string
): Shown[] {
  const slug = categoryHere(place)
  const here = categories.find((one) => one.slug === slug)
  const family = here && familyOf(here, categories)
  const about = Number(/^\/announcements\/(\d+)/.exec(path)?.[1])
  const linked = new Set([about, ...(place.content?.announcements ?? []).map(({ id }) => id)])
  return banners.filter((banner) => !linked.has(banner.id) && concerns(banner, family))
}

/** Ids of the category, its sub-categories and its parent. */
const familyOf = ({ id, parentId }: Known, all: readonly Known[]) =>
  new Set([id, parentId, ...all.filter((one) => one.parentId === id).map((one) => one.id)])

function concerns(banner: Concern, family: ReadonlySet<number | null> | undefined): boolean {
  const { basis, severity, categoryIds } = banner
  if (categoryIds.length === 0) return true
  if (family) return categoryIds.some((id) => family.has(id))
  return severity !== 'normal' || basis === 'incident'
}
