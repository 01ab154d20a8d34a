import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { mailTo } from '../mailbox.ts'
import { openPostMenu, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'I cannot sign in any more',
    body: 'The phone with my codes is lost.',
    more: 'This is what it says.'
  },
  'zh-CN': {
    title: '无法登录账号',
    body: '存验证码的手机丢了，登不上去。',
    more: '报错内容见附件。'
  }
}

test('without an account or JavaScript a mailed code opens a ticket, and a report', async ({
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  const email = `${ownName()}@journeys.test`
  const page = await visitor({ ...phone, javaScriptEnabled: false })

  await test.step('a locked-out member verifies their address', async () => {
    await page.goto('/tickets/new')
    await page.getByRole('link', { name: say('web_proof_offer') }).click()
    await page.getByLabel(say('web_email'), { exact: true }).fill(email)
    await page.getByRole('button', { name: say('web_proof_send') }).click()
    await page.getByLabel(say('web_proof_code')).fill('12345')
    await page.getByRole('button', { name: say('web_proof_button') }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    const mail = await mailTo(email, /^\d{6}$/m)
    await page.getByLabel(say('web_proof_code')).fill(/^\d{6}$/m.exec(mail.text ?? '')?.[0] ?? '')
    await page.getByRole('button', { name: say('web_proof_button') }).click()
    await expect(page).toHaveURL(/\/tickets\/new$/)
    await expect(page.getByText(email)).toBeVisible()
  })

  await test.step('and writes to support', async () => {
    await page.locator('input[name=topic][value=account_access]').check()
    await page.getByLabel(say('tickets_subject')).fill(words.title)
    await page.getByLabel(say('tickets_body'), { exact: true }).fill(words.body)
    await page.getByRole('button', { name: say('tickets_submit'), exact: true }).click()
    const anyway = page.getByRole('button', { name: say('tickets_submit_all_the_same') })
    if (await anyway.isVisible()) await anyway.click()
    await expect(page).toHaveURL(/\/tickets\/[A-Z0-9-]{14}$/)
    await expect(page.getByText(words.body)).toBeVisible()
  })

  await test.step('with a file, which keeps the text', async () => {
    await page.getByLabel(say('tickets_reply')).fill(words.more)
    const file = { name: 'error.log', mimeType: 'text/plain', buffer: Buffer.from('Error 1006') }
    await page.getByLabel(say('web_upload_field')).setInputFiles(file)
    await page.getByRole('button', { name: say('web_upload_button') }).click()
    await expect(page.getByLabel(say('tickets_reply'))).toHaveValue(/error\.log/)
    await page.getByRole('button', { name: say('tickets_send_support') }).click()
    const message = page.getByRole('article').filter({ hasText: words.more })
    await expect(message.getByRole('link', { name: 'error.log' }).first()).toBeVisible()
  })

  await test.step('reports a post, and is a guest elsewhere', async () => {
    await page.goto('/t/1')
    const menu = await openPostMenu(page, say, 1)
    await menu.getByRole('link', { name: say('web_report'), exact: true }).click()
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: say('web_report_send') }).click()
    await expect(page.getByText(say('web_report_sent'))).toBeVisible()
    await page.goto('/bookmarks')
    await expect(page).toHaveURL(/\/sign-in/)
  })

  await test.step('leaves, and is a guest again', async () => {
    await page.goto('/tickets')
    await expect(page.getByRole('link', { name: words.title })).toBeVisible()
    await page.getByRole('button', { name: say('web_proof_end') }).click()
    await page.goto('/tickets')
    await expect(page).toHaveURL(/\/sign-in/)
  })
})
