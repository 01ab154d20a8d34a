import { expect, test } from '../forum.ts'
import { ask, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'Maintenance of the card gateway',
    body: 'No purchases by card while it lasts.',
    question: 'Can I still buy by card on Sunday?',
    update: 'It began on tiem.',
    reworded: 'It began on time.',
    correction: 'The maintenance is on Sunday next week.'
  },
  'zh-CN': {
    title: '银行卡通道维护通知',
    body: '维护期间暂停银行卡购买。',
    question: '周日还能用银行卡购买吗',
    update: '维护已经开时。',
    reworded: '维护已经开始。',
    correction: '维护改在下周日进行。'
  }
}

const writers = { role: 'staff', capabilities: ['announcements'] }

test('a maintenance is published and ends on time, shown in each reader’s zone', async ({
  forumAt,
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  // The day before clocks go forward in New York.
  const forum = await forumAt('2027-03-13T12:00:00Z')
  const baseURL = forum.origin
  const staff = await visitor({ ...phone, baseURL })
  await forum.signIn(staff.context(), { ...writers, timeZone: 'Asia/Shanghai' })
  const follower = await visitor({ baseURL })
  await forum.signIn(follower.context(), { timeZone: 'Europe/Berlin' })
  const asker = await visitor({ baseURL })
  await forum.signIn(asker.context(), {})
  for (const slug of ['cards', 'elsewhere']) await forum.category(slug)

  const told = async () => {
    const answer = await follower.request.get('/api/v1/notifications')
    return ((await answer.json()) as { items: unknown[] }).items.length
  }

  await test.step('staff schedule it on a phone, in their own time zone', async () => {
    await staff.goto('/announcements/new')
    const field = (key: string) => staff.getByLabel(say(key), { exact: true })
    await field('announcements_field_type').selectOption('maintenance')
    // An important one would be on the home page, too.
    await field('announcements_field_severity').selectOption('normal')
    await field('announcements_field_title').fill(words.title)
    await field('announcements_field_body').fill(words.body)
    await staff.getByText(say('announcements_field_schedule'), { exact: true }).click()
    const time = (key: string) => staff.getByLabel(say(key))
    await expect(time('announcements_field_time_zone')).toHaveValue('Asia/Shanghai')
    await time('announcements_field_starts_at').fill('2027-03-14T14:30')
    await time('announcements_field_ends_at').fill('2027-03-14T15:30')
    await time('announcements_field_publish_at').fill('2027-03-14T09:00')
    await time('announcements_field_expires_at').fill('2027-03-14T18:00')
    await staff.getByText(say('announcements_field_where'), { exact: true }).click()
    await staff.getByLabel('cards', { exact: true }).check()
    await time('announcements_field_pin_until').fill('2027-03-14T19:00')
    await staff.getByRole('button', { name: say('announcements_save_next') }).click()
    await expect(staff.getByRole('article')).toContainText(words.body)
    await staff.getByRole('main').locator('form[action="?/publish"] button').click()
    await expect(staff.getByText(say('announcements_state_scheduled'))).toBeVisible()
  })
  const announcement = new URL(staff.url()).pathname

  await test.step('somebody asks about it before it is announced', async () => {
    await ask(asker, say, { category: 'cards', title: words.question, body: words.question })
  })

  await test.step('a reader follows maintenance, and finds nothing yet', async () => {
    const kinds = '/api/v1/announcements/followed-types/maintenance'
    const headers = { origin: forum.origin }
    expect((await follower.request.put(kinds, { headers })).status()).toBe(204)
    await forum.moveTo('2027-03-14T00:59:30Z')
    expect((await follower.request.get(announcement)).status()).toBe(404)
  })

  await test.step('at nine in Shanghai it is public, with hours in each reader’s zone', async () => {
    await forum.moveTo('2027-03-14T01:00:10Z')
    const reader = await visitor({ baseURL, timezoneId: 'America/New_York' })
    await reader.goto(announcement)
    const hours = reader.locator('local-time').first()
    // One hour later, although the clock shows two.
    await expect(hours).toContainText('01:30')
    await expect(hours).toContainText('03:30')
    const east = await visitor({ ...phone, baseURL, timezoneId: 'Asia/Shanghai' })
    await east.goto(announcement)
    await expect(east.locator('local-time').first()).toContainText('14:30')
  })

  await test.step('it is pinned in its category only, on the page and in the feed', async () => {
    const reader = await visitor({ ...phone, baseURL })
    const strip = reader.getByRole('region', { name: say('announcements_banners') })
    for (const [category, times] of Object.entries({ cards: 1, elsewhere: 0 })) {
      await reader.goto(`/c/${category}`)
      await expect(strip.getByRole('link', { name: words.title })).toHaveCount(times)
      const feed = await reader.request.get(`/announcements/feed.xml?category=${category}`)
      expect((await feed.text()).includes(words.title)).toBe(times === 1)
    }
  })

  await test.step('followers are notified two minutes later, once', async () => {
    await forum.moveTo('2027-03-14T01:01:30Z')
    expect(await told()).toBe(0)
    await forum.moveTo('2027-03-14T01:02:30Z')
    expect(await told()).toBe(1)
    await forum.moveTo('2027-03-14T01:10:00Z')
    expect(await told()).toBe(1)
  })

  const linked = asker.getByRole('region', { name: say('announcements_thread_label') })

  await test.step('the question is linked to it, and shows its state', async () => {
    await forum.signIn(staff.context(), writers)
    await staff.goto(announcement)
    await staff.locator('summary', { hasText: say('announcements_link_many') }).click()
    await staff.getByRole('textbox', { name: say('announcements_link_many') }).fill(asker.url())
    const button = { name: say('announcements_link_button'), exact: true }
    await staff.getByRole('button', button).click()
    await expect(staff.getByRole('link', { name: words.question })).toBeVisible()
    await asker.reload()
    await expect(linked.getByRole('link', { name: words.title })).toBeVisible()
    await expect(linked).toContainText(say('announcements_phase_planned'))
  })

  await test.step('an update is notified two minutes later, too, with its latest wording', async () => {
    await forum.signIn(staff.context(), writers)
    await staff.goto(`${announcement}/update`)
    const update = staff.getByLabel(say('announcements_update_body'), { exact: true })
    await staff.getByLabel(say('announcements_phase_started')).check()
    await update.fill(words.update)
    await staff.getByRole('button', { name: say('announcements_update_submit') }).click()
    await staff.getByRole('link', { name: say('announcements_reword') }).click()
    await expect(update).toHaveValue(words.update)
    await update.fill(words.reworded)
    await staff.getByRole('button', { name: say('announcements_reword_submit') }).click()
    await expect(staff.getByText(words.reworded)).toBeVisible()
    await asker.reload()
    await expect(linked).toContainText(say('announcements_phase_started'))
    await forum.moveTo('2027-03-14T01:13:00Z')
    expect(await told()).toBe(2)
    await follower.goto('/notifications')
    const rows = follower.locator('notification-rows').getByRole('link')
    await expect(rows.filter({ hasText: words.title })).toHaveCount(2)
  })

  await test.step('at six in the evening in Shanghai it ends by itself', async () => {
    const reader = await visitor({ baseURL })
    await forum.moveTo('2027-03-14T09:59:30Z')
    await reader.goto(announcement)
    await expect(reader.getByText(say('announcements_over_notice'))).toHaveCount(0)
    await forum.moveTo('2027-03-14T10:00:10Z')
    await reader.goto(announcement)
    await expect(reader.getByText(say('announcements_over_notice'))).toBeVisible()
    await reader.goto('/c/cards')
    await expect(reader.getByRole('link', { name: words.title })).toHaveCount(0)
    await asker.reload()
    await expect(linked).toContainText(say('announcements_state_expired'))
  })

  await test.step('it is withdrawn, and a correction takes its place', async () => {
    await forum.signIn(staff.context(), writers)
    await staff.goto(`${announcement}/withdraw`)
    const correction = staff.getByLabel(say('announcements_withdraw_correction'), { exact: true })
    await correction.fill(words.correction)
    await staff.getByRole('button', { name: say('announcements_withdraw_submit') }).click()
    const reader = await visitor({ ...phone, baseURL })
    await reader.goto(announcement)
    await expect(reader.getByText(words.correction)).toBeVisible()
    await expect(reader.getByText(words.body)).toHaveCount(0)
    await forum.moveTo('2027-03-14T10:03:00Z')
    expect(await told()).toBe(3)
  })
})
