/** Posts per page of a thread. `apps/web/src/lib/posts-per-page.ts` has the same number. */
export const pageSize = 20

/** Page of a thread that has the post with this number, counted from 1. */
export const pageOf = (number: number) => Math.ceil(number / pageSize)
