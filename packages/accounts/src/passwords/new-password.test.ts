import { expect, test } from 'vitest'
import { checkStrength, containsOwner } from './passwords.ts'

const owner = { username: 'Amelia', email: 'amelia.harbour@example.test' }

test.each(['password123', 'qwertyuiop', '1111111111', 'iloveyou2024', 'woaini1314', 'Passw0rd!!'])(
  'the password %s is refused',
  async (password) => {
    await expect(checkStrength(password, owner, [])).rejects.toThrow('invalid_input')
  }
)

test.each([
  'quiet otters borrow umbrellas',
  'kd93-vmPq0',
  '我爱北京天安门天上的白云',
  'x'.repeat(3) + 'Kq7 fnord'
])('the password %s is good enough', async (password) => {
  await expect(checkStrength(password, owner, [])).resolves.toBeUndefined()
})

test.each([
  ['xx-amelia-xx-9', true],
  ['AMELIA.HARBOUR!!', true],
  ['quiet otters', false]
])('a name or address in %s is found', (password, holds) => {
  expect(containsOwner(password, owner)).toBe(holds)
})

test('a Han name of two characters is found, a Latin one is not', () => {
  expect(containsOwner('小明的密码很长很长', { username: '小明', email: null })).toBe(true)
  expect(containsOwner('a liquid garden', { username: 'li', email: null })).toBe(false)
})

test('a long password is checked in bounded time', async () => {
  const begun = process.cpuUsage()
  await checkStrength('4sS0-'.repeat(40), owner, []).catch(() => {})
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(5000)
})

test("a password made of the forum's name is refused", async () => {
  await expect(checkStrength('Lanternfish1', owner, ['Lanternfish'])).rejects.toThrow()
  await expect(checkStrength('Lanternfish1', owner, [])).resolves.toBeUndefined()
})
