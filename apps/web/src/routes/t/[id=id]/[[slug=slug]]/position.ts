import type { ThreadHead } from '#lib/shapes.ts'

// As `pageSize` of threads, whose values a page cannot import.
const pageSize = 20
const most = 24

/** Pages linked on the position bar, evenly spread if there are too many. */
export function pagesOnBar(pageCount: number): number[] {
  const count = Math.min(pageCount, most)
  return Array.from({ length: count }, (_, index) => Math.floor((index * pageCount) / count) + 1)
}

/** Numbers of the first and last post of a page. */
export const numbersOf = (page: number, highestNumber: number) => ({
  from: pageSize * (page - 1) + 1,
  to: Math.min(pageSize * page, highestNumber)
})

export const pageAddress = ({ url }: Pick<ThreadHead, 'url'>, page: number) =>
  page === 1 ? url : `${url}?page=${page}`

/** Page of the post with this number. */
export const pageOf = (number: number) => Math.ceil(number / pageSize)

/** Address of the post with this number. */
export const postAddress = (thread: Pick<ThreadHead, 'url'>, number: number) =>
  `${pageAddress(thread, pageOf(number))}#p${number}`
