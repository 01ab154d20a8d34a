import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { mailTo } from '../mailbox.ts'
import { phone } from '../steps.ts'

const texts = {
  en: {
    subject: 'My card payment was charged twice',
    body: 'The same amount left my card twice this morning.',
    summary: 'The second charge was released by the bank.',
    comment: 'It is still missing from my card.',
    still: 'My bank says that nothing was released.'
  },
  'zh-CN': {
    subject: '银行卡被重复扣款',
    body: '今天早上同一笔金额扣了两次。',
    summary: '第二笔扣款已由银行退回。',
    comment: '卡里还没有收到退款。',
    still: '银行说没有查到退款。'
  }
}

test('a mailed question is answered without a session; only its requester reopens', async ({
  account,
  baseURL,
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  const subject = `${words.subject} ${ownName()}`
  const requester = await account()
  const page = await visitor({ as: requester })
  const staff = await visitor({ as: demoAccount('staff') })
  const data = { topic: 'deposit_withdrawal', subject, body: words.body }
  const headers = { origin: String(baseURL) }
  const opened = await page.request.post('/api/v1/tickets', { headers, data })
  const { number } = (await opened.json()) as { number: string }

  await test.step('the desk resolves the ticket', async () => {
    await staff.goto(`/desk/${number}`)
    await staff.getByText(say('tickets_resolve'), { exact: true }).click()
    await staff.getByLabel(say('tickets_resolve_summary')).fill(words.summary)
    await staff.getByRole('button', { name: say('tickets_resolve_button') }).click()
    await expect(staff.getByRole('article').filter({ hasText: words.summary })).toBeVisible()
  })

  await test.step('the link of the email opens a page that shows nothing of the ticket', async () => {
    const mail = await mailTo(requester.email, '/solved?token=')
    const [link = ''] = /\/solved\?token=\S+/.exec(mail.text ?? '') ?? []
    const phoneOfRequester = await visitor({ ...phone, javaScriptEnabled: false })
    await phoneOfRequester.goto(link)
    const main = phoneOfRequester.getByRole('main')
    for (const hidden of [number, subject, words.body, words.summary])
      await expect(main).not.toContainText(hidden)
    await main.getByLabel(say('tickets_survey_no')).check()
    await main.getByLabel(say('tickets_survey_comment')).fill(words.comment)
    await main.getByRole('button', { name: say('tickets_survey_send') }).click()
    await expect(main.getByText(say('tickets_survey_thanks_no'))).toBeVisible()
    // The answer gives no session: the way on is to sign in.
    await main.getByRole('link', { name: say('tickets_survey_sign_in') }).click()
    await expect(phoneOfRequester).toHaveURL(/\/sign-in\?next=\/tickets$/)
  })

  await test.step('the desk has a task, with what was written', async () => {
    await staff.goto('/desk?view=follow_up')
    await staff.getByRole('link', { name: subject }).click()
    await expect(staff.getByText(words.comment)).toBeVisible()
    await expect(staff.getByText(say('tickets_unsolved_hint'))).toBeVisible()
  })

  await test.step('signed in, the requester sees the answer and reopens the ticket', async () => {
    await page.goto(`/tickets/${number}`)
    await expect(page.getByText(say('tickets_survey_given_no'))).toBeVisible()
    await page.getByLabel(say('tickets_reopen_label')).fill(words.still)
    await page.getByRole('button', { name: say('tickets_reopen') }).click()
    await expect(page.getByRole('article').filter({ hasText: words.still })).toBeVisible()
    await expect(page.getByText(say('tickets_survey_given_no'))).toHaveCount(0)
    await staff.goto('/desk?view=follow_up')
    await expect(staff.getByRole('link', { name: subject })).toHaveCount(0)
  })
})
