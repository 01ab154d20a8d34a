import type { ThreadHead } from '#lib/shapes.ts'

const pageSize = 20
const most = 24

/** The pages that a position bar links, evenly spread where there are more than fit. */
export function pagesOnBar(pageCount: number): number[] {
  const count = Math.min(pageCount, most)
  return Array.from({ length: count }, (_, index) => Math.floor((index * pageCount) / count) + 1)
}

/** First and last post number of a page. */
export const numbersOf = (page: number, highestNumber: number) => ({
  from: pageSize * (page - 1) + 1,
  to: Math.min(pageSize * page, highestNumber)
})

/** The address of a page of a thread. */
export const pageAddress = ({ url }: Pick<ThreadHead, 'url'>, page: number) =>
  page === 1 ? url : `${url}?page=${page}`

/** The page on which the post of this number stands. */
export const pageOf = (number: number) => Math.ceil(number / pageSize)

/** The address of a post of a thread by its number. */
export const postAddress = (thread: Pick<ThreadHead, 'url'>, number: number) =>
  `${pageAddress(thread, pageOf(number))}#p${number}`
