import { slugOf } from '@stoa/threads'

/** `/announcements/12/slug`, percent-encoded. */
export function announcementUrl(id: number, title: string): string {
  const slug = encodeURIComponent(slugOf(title))
  return slug === '' ? `/announcements/${id}` : `/announcements/${id}/${slug}`
}
