import { MemberPages } from './member-pages.ts'
import { PageCache } from './page-cache.ts'

/** The rendered pages that a node keeps. */
export type KeptPages = {
  /** Those of guests. */
  cache: PageCache
  memberPages: MemberPages
}

export const keptPages = (guestBytes?: number): KeptPages => ({
  cache: new PageCache(guestBytes),
  memberPages: new MemberPages(guestBytes)
})
