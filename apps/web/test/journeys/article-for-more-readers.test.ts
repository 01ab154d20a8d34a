import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { publishArticle } from '../publishing.ts'
import { phone } from '../steps.ts'

test('two people show an article to everyone, and staff decide on a report of it', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const name = ownName()
  const title = locale === 'en' ? `Granite ${name} is heavy` : `花岗岩 ${name} 很重`
  const [admin, staff, member] = [
    await visitor({ as: demoAccount('admin') }),
    await visitor({ as: demoAccount('staff') }),
    await visitor({ ...phone, as: await account() })
  ]
  const article = { language: locale ?? 'en', title, readers: 'staff' } as const
  const id = await publishArticle(admin, staff, article)
  const reason = say('moderation_reason_scam')
  const row = (reader: typeof staff) => reader.getByRole('article').filter({ hasText: name })

  await test.step('more readers wait for a second person', async () => {
    await admin.goto(`/articles/work/${id}`)
    await admin.getByLabel(say('articles_readers'), { exact: true }).selectOption('everyone')
    await admin.getByRole('button', { name: say('web_save'), exact: true }).click()
    await expect(admin.getByText(say('articles_readers_await'))).toBeVisible()
    await admin
      .getByRole('link', { name: say('articles_view'), exact: true })
      .first()
      .click()
    await expect(admin.getByText(say('articles_readers_own'))).toBeVisible()
  })
  const text = admin.getByRole('main').getByRole('link', { name: title, exact: true })
  const page = String(await text.getAttribute('href'))

  await test.step('a second person approves them', async () => {
    await member.goto(page)
    await expect(member.getByRole('heading', { level: 1 })).toHaveText(say('web_error_not_found'))
    await staff.goto('/articles/work')
    const approve = say('articles_act_on', { act: say('articles_act_approve'), title })
    await staff.getByRole('link', { name: approve }).click()
    await expect(staff).toHaveURL(/\/articles\/work\/readers\/\d+$/)
    await staff.getByRole('button', { name: say('articles_readers_approve') }).click()
    await expect(staff.getByRole('link', { name: approve })).toHaveCount(0)
  })
  await test.step('a member reads the article and reports it', async () => {
    await member.goto(page)
    await expect(member.getByRole('heading', { level: 1 })).toHaveText(title)
    await member.getByRole('link', { name: say('articles_report') }).click()
    await member.getByRole('radio', { name: reason }).check()
    await member.getByLabel(say('web_report_note')).fill(name)
    await member.getByRole('button', { name: say('web_report_send') }).click()
    await expect(member.getByText(say('web_report_sent'))).toBeVisible()
  })
  await test.step('a volunteer sees nothing of it, and staff send it to its owner', async () => {
    const volunteer = await visitor({ as: demoAccount('volunteer') })
    await volunteer.goto('/moderation?show=reports')
    await expect(volunteer.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(row(volunteer)).toHaveCount(0)
    await staff.goto('/moderation?show=reports')
    await row(staff).getByText(say('articles_report_to_owner'), { exact: true }).click()
    await row(staff).getByRole('button', { name: reason }).click()
    await expect(staff.getByRole('status').getByText(say('web_queue_upheld'))).toBeVisible()
    await expect(row(staff)).toHaveCount(0)
  })
  await test.step('its owner is to review it', async () => {
    await admin.goto('/articles/work')
    const due = admin.getByRole('region', { name: say('articles_due_list') })
    await expect(due.getByRole('link', { name: title, exact: true })).toBeVisible()
  })
})
