import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { ask, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'Card purchases of stablecoins fail',
    body: 'We know of it and work on it. Your funds are safe.',
    question: 'My card purchase of stablecoins fails',
    asked: 'It fails with an error since this morning. Is it me?',
    update: 'Purchases by card work again.'
  },
  'zh-CN': {
    title: '银行卡购买稳定币失败',
    body: '我们已注意到并正在处理，资产安全不受影响。',
    question: '银行卡购买稳定币一直失败怎么办',
    asked: '从今天早上开始一直报错，是我的问题吗？',
    update: '银行卡购买已恢复正常。'
  }
}

test('an incident is announced from a phone, explains a thread, and ends in one line', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  const title = `${words.title} ${ownName()}`
  const staff = await visitor({ ...phone, as: demoAccount('staff') })
  const reader = await visitor({ as: await account() })

  await test.step('staff fill in four fields on a phone', async () => {
    await staff.goto('/announcements/new')
    await staff.getByLabel(say('announcements_field_type')).selectOption('incident')
    await staff.getByLabel(say('announcements_field_title'), { exact: true }).fill(title)
    await staff.getByLabel(say('announcements_field_body'), { exact: true }).fill(words.body)
    await staff.getByRole('button', { name: say('announcements_save_next') }).click()
    await expect(staff.getByRole('article')).toContainText(words.body)
    await staff.getByRole('button', { name: say('announcements_publish_now') }).click()
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(staff.getByText(say('announcements_approval_due_notice'))).toBeVisible()
  })
  const announcement = new URL(staff.url()).pathname

  await test.step('its banner is on every page, until a reader dismisses it', async () => {
    const guest = await visitor()
    await guest.goto('/rules')
    const lines = guest.getByRole('region', { name: say('announcements_banners') })
    const more = lines.locator('summary')
    if ((await more.count()) > 0) await more.click()
    await expect(lines.getByRole('link', { name: title })).toBeVisible()
    await lines.getByRole('button', { name: say('announcements_dismiss', { title }) }).click()
    await guest.goto('/about')
    await expect(guest.getByRole('link', { name: title })).toHaveCount(0)
  })

  await test.step('a guest asks for its updates by email, from its page', async () => {
    const guest = await visitor()
    await guest.goto(announcement)
    await guest.getByRole('link', { name: say('announcements_follow_by_email') }).click()
    const topic = guest.getByLabel(say('announcements_subscribe_topic'))
    await expect(topic).toHaveValue(/^announcement\./)
    await guest.getByLabel(say('announcements_subscribe_email')).fill(`${ownName()}@journeys.test`)
    await guest.getByRole('button', { name: say('announcements_subscribe_button') }).click()
    await expect(guest.getByText(say('announcements_subscribe_sent'))).toBeVisible()
  })

  await test.step('it is suggested while somebody types a question about it', async () => {
    await reader.goto('/ask?category=deposits')
    await reader.getByLabel(say('web_ask_title_label'), { exact: true }).fill(words.question)
    const matching = reader.locator('matching-announcements')
    await expect(matching.getByRole('link', { name: title })).toBeVisible()
    await ask(reader, say, { category: 'deposits', title: words.question, body: words.asked })
  })

  await test.step('a volunteer links the question to it, from the queue', async () => {
    const volunteer = await visitor({ ...phone, as: demoAccount('volunteer') })
    await volunteer.goto('/moderation')
    const row = volunteer
      .getByRole('listitem')
      .filter({ hasText: words.question })
      .filter({ hasText: title })
    await row
      .first()
      .getByRole('button', { name: say('announcements_link_button') })
      .click()
    await expect(row).toHaveCount(0)
    await reader.reload()
    const linked = reader.getByRole('region', { name: say('announcements_thread_label') })
    await expect(linked.getByRole('link', { name: title })).toBeVisible()
    await expect(linked).toContainText(say('announcements_phase_investigating'))
  })

  await test.step('it is resolved: one official line in the thread, and its emails can be stopped', async () => {
    await staff.getByRole('link', { name: say('announcements_update'), exact: true }).click()
    await staff.getByLabel(say('announcements_phase_resolved')).check()
    await staff.getByLabel(say('announcements_update_body'), { exact: true }).fill(words.update)
    await staff.getByRole('button', { name: say('announcements_update_submit') }).click()
    await expect(staff.getByText(words.update)).toBeVisible()
    const stop = staff.getByRole('button', { name: say('announcements_stop_notifying') })
    await stop.last().click()
    await expect(stop).toHaveCount(1)
    await reader.reload()
    const line = say('announcements_line_resolved', { title })
    await expect(reader.getByText(line)).toHaveCount(1)
  })

  await test.step('staff end it, and it is in the archive', async () => {
    await staff.goto(announcement)
    await staff.getByRole('button', { name: say('announcements_end_now') }).click()
    await expect(staff.getByText(say('announcements_over_notice'))).toBeVisible()
    await reader.goto(`/announcements?q=${encodeURIComponent(title)}`)
    await expect(reader.getByRole('main').getByRole('link', { name: title })).toBeVisible()
  })
})
