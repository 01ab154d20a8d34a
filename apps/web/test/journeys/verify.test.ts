import { demoAccount } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer } from '../steps.ts'

test('anybody can ask whether a link is official, also without JavaScript', async ({
  say,
  visitor
}) => {
  const page = await visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await page.goto('/verify')
  const ask = async (q: string) => {
    await page.getByLabel(say('web_verify_question')).fill(q)
    await page.getByRole('button', { name: say('web_verify_button'), exact: true }).click()
  }
  await ask('https://harb0r.example/login')
  await expect(page.getByText(say('web_verdict_lookalike', { of: 'harbor.example' }))).toBeVisible()
  await ask('help@harbor.example')
  await expect(
    page.getByText(say('web_verdict_official', { of: 'help@harbor.example' }))
  ).toBeVisible()
})

test('an external link leads to a page that names the host', async ({ say, visitor }) => {
  // Links of new members are quarantined.
  const page = await visitor({ as: demoAccount('member') })
  await page.goto('/t/1')
  const text = `https://blog-${Date.now()}.elsewhere.test/`
  await answer(page, say, `See ${text} and https://harbor.example/fees`)
  await expect(page.locator('a.official').last()).toHaveText('https://harbor.example/fees')
  await page.getByRole('link', { name: text }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('web_leave_title'))
  const host = new URL(text).host
  await expect(page.getByRole('link', { name: say('web_leave_go', { host }) })).toHaveAttribute(
    'href',
    text
  )
})
