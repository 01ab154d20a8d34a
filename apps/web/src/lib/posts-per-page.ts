/**
 * Posts per page of a thread: `pageSize` of threads, whose values a page cannot import. A test in
 * `apps/api/test/boundaries` compares them.
 */
export const postsPerPage = 20

/** Page of a thread that has the post with this number, counted from 1. */
export const pageOf = (number: number) => Math.ceil(number / postsPerPage)
