/**
 * Options of Node that keep the memory of the server small. Without these, V8 lets the heap grow to
 * four times what is used. A semi-space of half the size is collected twice as often, each time with
 * all requests that are in work, and pages take a quarter longer. Old objects may grow by a fifth
 * before they are collected: requests leave few of them, so that it does not happen often.
 *
 * V8 must not learn from early requests where long-lived objects are made. What fills the caches after
 * a start made it allocate what each page is rendered from as old, for as long as the process ran: a
 * fifth of all memory waited for full collections, and pages took half as long again.
 */
export const memoryFlags = [
  '--max-semi-space-size=16',
  '--heap-growing-percent=20',
  '--no-allocation-site-pretenuring',
  '--expose-gc'
]
