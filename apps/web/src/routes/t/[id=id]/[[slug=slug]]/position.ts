import { pageOf, postsPerPage } from '#lib/threads/posts.ts'
import type { ThreadHead } from '#lib/shapes.ts'

const most = 24

/** Pages linked on the position bar, evenly spread if there are too many. */
export function pagesOnBar(pageCount: number): number[] {
  const count = Math.min(pageCount, most)
  return Array.from({ length: count }, (_, index) => Math.floor((index * pageCount) / count) + 1)
}

/** Numbers of the first and last post of a page. */
export const numbersOf = (page: number, highestNumber: number) => ({
  from: postsPerPage * (page - 1) + 1,
  to: Math.min(postsPerPage * page, highestNumber)
})

export const pageAddress = ({ url }: Pick<ThreadHead, 'url'>, page: number) =>
  page === 1 ? url : `${url}?page=${page}`

/**
 * Address of a page of the thread as seen from any of its pages. An absolute one is long if the
 * title is Chinese.
 */
export const pageLink = ({ id }: Pick<ThreadHead, 'id'>, page: number) =>
  page === 1 ? `/t/${id}` : `?page=${page}`

/** Address of the post with this number, as seen from a page of its thread. */
export function postLink(thread: Pick<ThreadHead, 'id'>, page: number, number: number) {
  const target = pageOf(number)
  return `${target === page ? '' : pageLink(thread, target)}#p${number}`
}
