import { languageName, languages, locales, type Locale } from '@stoa/messages'
import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { phone } from '../steps.ts'

test('an admin adds a type, staff use it, readers follow it, and its name outlives it', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const own = ownName()
  const name = `上架公告 ${own}`
  const title = `新币种上架 ${own}`
  let key = ''
  const admin = await visitor({ ...phone, as: demoAccount('admin') })
  const staff = await visitor({ as: demoAccount('staff') })
  const reader = await visitor({ ...phone, as: await account() })

  await test.step('it is named in three languages and follows the rules of a built-in one', async () => {
    await admin.goto('/admin/announcement-types')
    for (const one of locales.filter((code) => languages[code].complete))
      await admin
        .getByLabel(
          say('web_part_in', {
            part: say('announcements_types_name'),
            language: languageName(one, locale as Locale)
          })
        )
        .fill(name)
    const add = admin.getByRole('button', { name: say('announcements_types_new') })
    await admin.getByLabel(say('announcements_types_basis')).selectOption('feature')
    await add.click()
    const type = admin.getByRole('link', { name })
    key = (await type.getAttribute('href'))?.split('/').at(-1) ?? ''
  })

  await test.step('staff announce something of this type', async () => {
    await staff.goto('/announcements/new')
    const field = (label: string) => staff.getByLabel(say(label), { exact: true })
    await field('announcements_field_type').selectOption({ label: name })
    await field('announcements_field_severity').selectOption('normal')
    await field('announcements_field_title').fill(title)
    await field('announcements_field_body').fill('今天开放充值。')
    await staff.getByRole('button', { name: say('announcements_save_next') }).click()
    await expect(staff.getByRole('main').getByText(name)).toBeVisible()
    await staff.getByRole('button', { name: say('announcements_publish_now') }).click()
    await expect(staff.getByRole('heading', { level: 1 })).toHaveText(title)
  })

  await test.step('a reader filters by it, and follows it', async () => {
    await reader.goto('/announcements')
    await reader.getByRole('combobox', { name: say('announcements_filter_kind') }).selectOption(key)
    await reader
      .getByRole('button', { name: say('announcements_filter_apply') })
      .last()
      .click()
    await expect(reader.getByRole('listitem').filter({ hasText: name })).toContainText(title)
    const follow = reader.getByRole('button', { name })
    await follow.click()
    await expect(follow).toHaveAttribute('aria-pressed', 'true')
  })

  await test.step('after its removal it is not offered, and announcements keep its name', async () => {
    await admin.getByRole('link', { name }).click()
    await admin.locator('summary', { hasText: say('announcements_types_remove') }).click()
    await admin.getByRole('button', { name: say('announcements_types_remove') }).click()
    const row = admin.getByRole('listitem').filter({ hasText: name })
    await expect(row).toContainText(say('announcements_types_removed'))
    await reader.goto(new URL(staff.url()).pathname)
    await expect(reader.getByRole('main').getByText(name)).toBeVisible()
    await staff.goto('/announcements/new')
    await expect(staff.getByRole('option', { name })).toHaveCount(0)
  })
})
