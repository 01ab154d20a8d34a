import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { useModes } from './sign-in-modes.ts'

const forum = startForum({ loopback: true })
const { byProvider, signIn, link, newPerson, roleOf, setRole, protectedBy } = useModes(forum)

test('a second factor at the provider does not stand for the one here', async () => {
  const staff = await protectedBy('staff', { linked: false })
  const person = { ...newPerson(), amr: ['pwd', 'otp'] }
  await link(staff.browser, person)
  const { outcome, browser } = await signIn(person)
  expect([outcome.status, outcome.body.code]).toEqual([401, 'second_factor_required'])
  expect(await roleOf(browser)).toBe('guest')
})

test('who has none has no power, and is told so', async () => {
  const { id, person } = await byProvider('member')
  await setRole(id, 'staff')
  const { outcome, browser } = await signIn({ ...person, amr: ['pwd', 'otp'] })
  expect([outcome.body.secondFactorMissing, await roleOf(browser)]).toEqual([true, 'member'])
})
