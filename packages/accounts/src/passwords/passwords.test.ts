import { expect, test } from 'vitest'
import { hashPassword, isPassword } from './passwords.ts'

const password = 'quiet otters borrow umbrellas'

test('a password is hashed by Argon2id with 19 MiB and two passes', async () => {
  expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('only the same password matches its hash, in any Unicode form', async () => {
  const stored = await hashPassword(`${password} \u00e9`)
  expect(await isPassword(stored, `${password} e\u0301`)).toBe(true)
  expect(await isPassword(stored, password)).toBe(false)
  expect(await isPassword(null, password)).toBe(false)
})
