import { pageOf, postsPerPage } from '#lib/posts-per-page.ts'
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

/** Address of the post with this number. */
export const postAddress = (thread: Pick<ThreadHead, 'url'>, number: number) =>
  `${pageAddress(thread, pageOf(number))}#p${number}`
