/** Posts per page of a thread. The position script of the page in `apps/web` has the same number. */
export const pageSize = 20

/** Page of a thread that has the post with this number, counted from 1. */
export const pageOf = (number: number) => Math.ceil(number / pageSize)
