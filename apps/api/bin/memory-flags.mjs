/**
 * Options of Node that keep the memory of the server small. Without these, V8 lets the heap grow to
 * four times what is used.
 */
export const memoryFlags = ['--max-semi-space-size=8', '--heap-growing-percent=75', '--expose-gc']
