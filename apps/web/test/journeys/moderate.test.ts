import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, openPostMenu, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'Deposit shows as failed, whom do I ask',
    body: 'It has said failed since yesterday. What should I do?',
    phishing:
      'I work for support. Pay 20 USDT to my address first, the deposit is released within minutes.'
  },
  'zh-CN': {
    title: '充值显示失败应该找谁',
    body: '从昨天开始一直显示失败，请问该怎么办？',
    phishing: '我是内部客服，先往我的地址打 20 USDT 验证资金，几分钟就到账。'
  }
}

test('on a phone a report becomes a hidden post, a log line and a notice to its author', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const { title, body, phishing } = texts[locale === 'en' ? 'en' : 'zh-CN']
  const [asker, baiter] = await Promise.all([account(), account()])
  const reason = say('moderation_reason_scam')
  const name = ownName()
  const page = await visitor({ ...phone, as: asker })
  const baiting = await visitor({ ...phone, as: baiter })

  await test.step('a member reports a reply', async () => {
    await ask(page, say, { category: 'deposits', title: `${title} ${name}`, body })
    await baiting.goto(page.url())
    await answer(baiting, say, phishing)
    await page.reload()
    const menu = await openPostMenu(page, say, 2)
    await menu.getByRole('link', { name: say('web_report') }).click()
    await page.getByRole('radio', { name: reason }).check()
    await page.getByLabel(say('web_report_note')).fill(`${title}?`)
    await page.getByRole('button', { name: say('web_report_send') }).click()
    await expect(page.getByText(say('web_report_sent'))).toBeVisible()
  })

  await test.step('a volunteer reads it in its context and hides it with a reason', async () => {
    const volunteer = await visitor({ ...phone, as: demoAccount('volunteer') })
    await volunteer.goto('/moderation?category=deposits')
    const row = volunteer.getByRole('article').filter({ hasText: name })
    await row.getByRole('link', { name: say('web_queue_context'), exact: true }).click()
    await expect(row.getByText(body)).toBeVisible()
    await row.getByText(say('web_queue_hide'), { exact: true }).click()
    await row.getByRole('button', { name: reason }).click()
    await expect(volunteer.getByRole('status').getByText(say('web_queue_hidden'))).toBeVisible()
    await volunteer
      .getByRole('status')
      .getByRole('button', { name: say('web_undo') })
      .click()
    await expect(
      volunteer.getByRole('status').getByText(say('moderation_queue_undone'))
    ).toBeVisible()
    await row.getByText(say('web_queue_hide'), { exact: true }).click()
    await row.getByRole('button', { name: reason }).click()
    await expect(volunteer.getByRole('status').getByText(say('web_queue_hidden'))).toBeVisible()
  })

  await test.step('everybody sees a stub with its number and the reason', async () => {
    await page.getByRole('link', { name: say('web_act_back') }).click()
    await expect(page.locator('#p2')).toContainText(say('web_stub_hidden'))
    await expect(page.locator('#p2')).toContainText(say('moderation_reason_scam'))
    await expect(page.getByText(phishing)).toHaveCount(0)
  })

  await test.step('the author is notified, and sees text and reason', async () => {
    await expect(async () => {
      await baiting.goto('/notifications')
      const told = baiting.getByText(say('web_notifications_reason', { reason }))
      await expect(told.first()).toBeVisible({ timeout: 2000 })
    }).toPass()
    await baiting.locator('notification-rows').getByRole('link').first().click()
    await expect(baiting.locator('#p2')).toContainText(phishing)
    await expect(baiting.locator('#p2')).toContainText(say('moderation_reason_scam'))
  })

  await test.step('the author appeals, and another moderator decides', async () => {
    const appealed = `${title} ${ownName()}`
    await baiting.goto('/notifications')
    await baiting
      .getByRole('link', { name: say('moderation_banner_why') })
      .first()
      .click()
    await expect(baiting.getByText(phishing)).toBeVisible()
    await baiting.getByLabel(say('moderation_appeal_text')).fill(appealed)
    await baiting.getByRole('button', { name: say('moderation_appeal_send') }).click()
    await expect(baiting.getByText(say('moderation_appeal_waiting'))).toBeVisible()
    const staff = await visitor({ ...phone, as: demoAccount('staff') })
    await staff.goto('/moderation?show=appeals')
    const row = staff.getByRole('article').filter({ hasText: appealed })
    await expect(row.getByText(phishing)).toBeVisible()
    await row.getByRole('button', { name: say('moderation_queue_reject_appeal') }).click()
    const done = say('moderation_done_appeal_rejected')
    await expect(staff.getByRole('status').getByText(done)).toBeVisible()
    await baiting.reload()
    await expect(baiting.getByText(say('moderation_appeal_rejected'))).toBeVisible()
  })

  await test.step('the public log shows role, category and reason, but no names', async () => {
    const guest = await visitor(phone)
    await guest.goto('/moderation/log?category=deposits')
    const lines = guest.getByRole('main').getByRole('listitem')
    const line = lines.filter({ hasText: say('moderation_action_hidden') }).first()
    await expect(line).toContainText(say('moderation_action_hidden'))
    await expect(line).toContainText(reason)
    await expect(line).toContainText(say('web_role_volunteer'))
    await expect(line).not.toContainText(baiter.username)
    await expect(line).not.toContainText(/@|demo\.test/)
  })
})

test('without JavaScript a volunteer decides several at once, and the author appeals', async ({
  account,
  locale,
  say,
  visitor
}) => {
  // The same words from a third account would be a campaign.
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  const plain = { ...phone, javaScriptEnabled: false }
  const name = ownName()
  const [asker, baiter] = await Promise.all([account(), account()])
  const page = await visitor({ ...plain, as: asker })
  await ask(page, say, { category: 'deposits', title: name, body: words.body })
  const baiting = await visitor({ ...plain, as: baiter })
  await baiting.goto(page.url())
  await answer(baiting, say, words.phishing)
  await page.goto(page.url())
  await openPostMenu(page, say, 2)
  await page.getByRole('link', { name: say('web_report') }).click()
  await page.getByRole('radio', { name: say('moderation_reason_scam') }).check()
  await page.getByRole('button', { name: say('web_report_send') }).click()
  const volunteer = await visitor({ ...plain, as: demoAccount('volunteer') })
  await volunteer.goto('/moderation?category=deposits&reason=scam')
  const row = volunteer.getByRole('article').filter({ hasText: name })
  await row.getByRole('button', { name: say('moderation_queue_claim') }).click()
  await expect(row.getByText(say('moderation_queue_claimed_own'))).toBeVisible()
  await row.getByRole('checkbox').check()
  await volunteer.getByRole('button', { name: say('moderation_queue_bulk_hide') }).click()
  await expect(
    volunteer.getByRole('status').getByText(say('moderation_queue_bulk_done', { count: 1 }))
  ).toBeVisible()
  await expect(row).toHaveCount(0)

  await test.step('the author appeals, and staff find it in the queue and decide', async () => {
    await expect(async () => {
      await baiting.goto('/decisions')
      const decision = baiting.getByRole('listitem').filter({ hasText: name })
      await decision.getByRole('link').click({ timeout: 2000 })
    }).toPass()
    const appealed = `${name} ${ownName()}`
    await baiting.getByLabel(say('moderation_appeal_text')).fill(appealed)
    await baiting.getByRole('button', { name: say('moderation_appeal_send') }).click()
    await expect(baiting.getByText(say('moderation_appeal_waiting'))).toBeVisible()
    const staff = await visitor({ ...plain, as: demoAccount('staff') })
    await staff.goto('/moderation?category=deposits')
    const appeal = staff.getByRole('article').filter({ hasText: appealed })
    await appeal.getByRole('button', { name: say('moderation_queue_uphold_appeal') }).click()
    const done = say('moderation_done_appeal_upheld')
    await expect(staff.getByRole('status').getByText(done)).toBeVisible()
    await baiting.goto(baiting.url())
    await expect(baiting.getByText(say('moderation_appeal_upheld'))).toBeVisible()
  })
})
