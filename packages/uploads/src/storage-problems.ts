import { Problem } from '@stoa/core'

/** 507: the storage is full until the operator makes room. */
export const storageFull = (cause: unknown) =>
  because(cause, new Problem(507, 'upload_storage_full'))

/** 503: the storage is unreachable or slow; `seconds` until the next try. */
export const storageAway = (cause: unknown) =>
  because(cause, new Problem(503, 'upload_storage_away', { seconds: 5 }))

// The log gets both, the user only the problem.
const because = (cause: unknown, problem: Problem) => Object.assign(problem, { cause })
