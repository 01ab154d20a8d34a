import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, openPostMenu, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'What do you read in the morning',
    replies: ['The weather, then the news.', 'Nothing before coffee.', 'Only the charts, sadly.'],
    draft: 'An old newspaper that my neighbour'
  },
  'zh-CN': {
    title: '大家早上起来先看什么',
    replies: ['先看天气，再看新闻。', '没喝咖啡之前什么都不看。', '只看行情，说来惭愧。'],
    draft: '邻居每天放在门口的旧报纸，我'
  }
}

test('on a phone a member sees what is new, continues reading, and mutes', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const { title, replies, draft } = texts[locale === 'en' ? 'en' : 'zh-CN']
  const [first = '', second = '', third = ''] = replies
  const thread = `${title} ${ownName()}`
  const [reader, writer] = await Promise.all([account(), account()])
  const page = await visitor({ ...phone, as: reader })
  const writing = await visitor({ as: writer })
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: thread })
  const unread = row.getByText(say('web_unread'))

  await test.step('reads a new thread, which is not new afterwards', async () => {
    await ask(writing, say, { category: 'lounge', title: thread, body: title })
    await answer(writing, say, first)
    await page.goto('/')
    await expect(unread).toBeAttached()
    const noted = page.waitForResponse(/\/threads\/\d+\/reading$/)
    await row.getByRole('link', { name: thread }).click()
    await page.locator('#p2').scrollIntoViewIfNeeded()
    await noted
    await page.goto('/')
    await expect(unread).toHaveCount(0)
  })

  await test.step('comes back to the first unread post', async () => {
    await answer(writing, say, second)
    await answer(writing, say, third)
    await page.goto('/')
    await expect(unread).toBeAttached()
    await row.getByRole('link', { name: thread }).click()
    await expect(page).toHaveURL(/#p3$/)
    await expect(page.locator('#p3')).toContainText(second)
    await expect(page.locator('#p3')).toBeInViewport()
    await expect(page.getByText(say('web_unread_below'))).toBeVisible()
  })

  await test.step('bookmarks a post and finds it again', async () => {
    const menu = await openPostMenu(page, say, 3)
    await menu.getByRole('button', { name: say('web_bookmark') }).click()
    await page.goto('/bookmarks')
    await expect(page.getByText(second)).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: thread }).click()
    await expect(page).toHaveURL(/#p3$/)
  })

  await test.step('continues a draft', async () => {
    await page.getByLabel(say('web_reply_label')).fill(draft)
    await expect(page.getByText(say('web_composer_saved'))).toBeVisible()
    await page.goto('/drafts')
    await expect(page.getByText(draft)).toBeVisible()
    await page.getByRole('link', { name: say('web_drafts_continue') }).click()
    await expect(page.getByLabel(say('web_reply_label'))).toHaveValue(draft)
  })

  await test.step('marks everything as read', async () => {
    await answer(writing, say, `${first} ${third}`)
    await page.goto('/')
    await expect(unread).toBeAttached()
    await page.getByRole('button', { name: say('web_list_read_all') }).click()
    await expect(unread).toHaveCount(0)
    await expect(row).toBeVisible()
  })

  await test.step('mutes a category, and unmutes it', async () => {
    await page.goto('/c/lounge')
    await page.getByRole('button', { name: say('web_mute') }).click()
    await expect(page.getByRole('button', { name: say('web_unmute') })).toBeVisible()
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(row).toHaveCount(0)
    await page.goto('/c/lounge')
    await page.getByRole('button', { name: say('web_unmute') }).click()
    await page.goto('/')
    await expect(row).toBeVisible()
  })

  await test.step('mutes a user: their posts are folded', async () => {
    await page.goto(`/u/${writer.username}`)
    await page.getByRole('button', { name: say('web_mute') }).click()
    await expect(page.getByText(say('web_muted_note'))).toBeVisible()
    await page.goto(new URL(writing.url()).pathname)
    const folded = page.locator('#p2').getByText(say('web_post_muted', { name: writer.username }))
    await expect(page.locator('#p2').getByText(first)).toBeHidden()
    await folded.click()
    await expect(page.locator('#p2').getByText(first)).toBeVisible()
  })
})
