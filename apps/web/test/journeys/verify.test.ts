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
  await expect(page.getByRole('link', { name: say('web_verify_report') })).toHaveCount(0)
})

test('who is not staff is reported from there, here or to support', async ({ page, say }) => {
  const ask = (q: string) => page.goto(`/verify?q=${q}`)
  await ask('member')
  await page.getByRole('link', { name: say('web_report_user') }).click()
  await expect(page).toHaveURL(/\/u\/member$/)
  await ask('@HarborHelp_01')
  await page.getByRole('link', { name: say('web_verify_report') }).click()
  await expect(page.getByRole('link', { name: say('web_proof_offer') })).toBeVisible()
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

test('anybody checks a received mail as a file, also without JavaScript', async ({
  say,
  visitor
}) => {
  const page = await visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await page.goto('/verify')
  const mail = 'From: a@harbor.example\r\nTo: b@c.example\r\nSubject: Hi\r\n\r\nHello'
  const check = async (name: string, text: string) => {
    const file = { name, mimeType: 'message/rfc822', buffer: Buffer.from(text) }
    await page.getByLabel(say('guards_mail_file')).setInputFiles(file)
    await page.getByRole('button', { name: say('guards_mail_button') }).click()
  }
  await check('note.txt', 'Hello')
  await expect(page.getByText(say('guards_mail_no_source')).first()).toBeVisible()
  await check('mail.eml', mail)
  await expect(page.getByText(say('guards_mail_unknown'))).toBeVisible()
})

test('a mail dropped on the form is checked', async ({ page, say }) => {
  await page.goto('/verify')
  await expect(page.getByText(say('guards_mail_drop')).first()).toBeVisible()
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['From: a@harbor.example\r\n\r\nHello'], 'mail.eml'))
    return data
  })
  await page.dispatchEvent('file-drop', 'drop', { dataTransfer: dropped })
  await expect(page.getByText(say('guards_mail_not_signed_by_us'))).toBeVisible()
})
