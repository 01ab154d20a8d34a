/**
 * Options of Node that keep the memory of the server small. Without these, V8 lets the heap grow to
 * four times what is used. A semi-space of half the size is collected twice as often, each time with
 * all requests that are in work, and pages take a quarter longer. Old objects may grow by a fifth
 * before they are collected: requests leave few of them, so that it does not happen often.
 *
 * V8 learns from early requests which code allocates long-lived objects, and allocates those as old
 * from then on. Filling the caches after a start taught it this about the objects of every page: up to a
 * fifth of the memory waited for full collections, and pages took 1.5 to 2 times as long. It is kept
 * from learning.
 */
export const memoryFlags = [
  '--max-semi-space-size=16',
  '--heap-growing-percent=20',
  '--no-allocation-site-pretenuring',
  '--expose-gc'
]
