import { Problem } from '@stoa/core'

/** 507: there is no room for files, until whoever runs the forum makes some. */
export const storageFull = (cause: unknown) =>
  because(cause, new Problem(507, 'upload_storage_full'))

/** 503: the storage of files is away or slow; `seconds` until the next try. */
export const storageAway = (cause: unknown) =>
  because(cause, new Problem(503, 'upload_storage_away', { seconds: 5 }))

// The log has both; whoever asks reads the problem alone.
const because = (cause: unknown, problem: Problem) => Object.assign(problem, { cause })
