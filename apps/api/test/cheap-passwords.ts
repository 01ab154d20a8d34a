import argon2 from '@node-rs/argon2'

// A hash of a password costs 30 ms of a processor, on purpose. Tests through HTTP make and compare
// thousands, so theirs cost nothing; `passwords.test.ts` asserts the real cost. This runs before
// every file, also in a worker that has replaced the function before.

type Hash = typeof argon2.hash
const cost = { memoryCost: 8, timeCost: 1, parallelism: 1 }
const kept = globalThis as { hashOfArgon2?: Hash }
const hash = (kept.hashOfArgon2 ??= argon2.hash)

argon2.hash = (password, options, signal) => hash(password, { ...options, ...cost }, signal)
