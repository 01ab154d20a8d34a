import { expect, test } from '../forum.ts'

test('a typed password can be shown, and is hidden again before it is sent', async ({
  say,
  visitor
}) => {
  const page = await visitor()
  await page.goto('/sign-in')
  const field = page.locator('input[name=password]')
  await page.locator('input[name=login]').fill('nobody')
  await field.fill('quiet otters borrow umbrellas')
  await page.getByLabel(say('web_password_show')).check()
  await expect(field).toHaveAttribute('type', 'text')
  const sent = page.evaluate(
    () =>
      new Promise<string>((done) =>
        addEventListener('submit', () =>
          done(document.querySelector('[name=password]')?.getAttribute('type') ?? '')
        )
      )
  )
  await field.press('Enter')
  expect(await sent).toBe('password')
})
