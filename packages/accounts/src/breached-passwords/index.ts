export { readBreachedPasswords } from './file.ts'
export { pwnedRange } from './pwned-range.ts'
