import type { Page } from '@playwright/test'
import { demoAccount } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { postIdOf } from '../steps.ts'

const narrow = { viewport: { width: 320, height: 700 } }

const forEverybody = [
  ...['/', '/c/deposits', '/search', '/search?q=USDT', '/ask', '/tags/USDT', '/u/volunteer'],
  ...[
    '/sign-in',
    '/sign-up',
    '/reset-password',
    '/prove-email',
    '/verify-email',
    '/moderation/log'
  ],
  ...['/rules', '/about', '/privacy', '/terms', '/verify', '/no-such-page'],
  ...['/announcements', '/categories', '/tags', '/help', '/blog']
]
const forMembers = [
  ...['/notifications', '/bookmarks', '/drafts', '/settings', '/settings/muted'],
  ...['/settings/email', '/settings/password', '/settings/security', '/settings/sessions'],
  ...['/settings/notifications', '/settings/tokens', '/settings/data'],
  ...['/tickets', '/tickets/new', '/decisions']
]
const forStaff = [
  ...['/moderation', '/moderation?show=approval', '/admin', '/admin/categories'],
  ...['/admin/announcement-types'],
  ...[
    '/admin/categories/new',
    '/admin/people',
    '/admin/audit',
    '/admin/official',
    '/admin/jobs',
    '/admin/mail',
    '/admin/search'
  ],
  ...['/announcements/work', '/announcements/new', '/desk', '/desk/saved-replies'],
  ...['/articles/work', '/articles/work/new', '/articles/work/sections'],
  ...['/desk/look-up', '/desk/rules', '/desk/satisfaction', '/admin/desk-facts']
]

// Sideways scrolling is checked on every page of every test, so visiting is enough.
async function visitAll(page: Page, paths: string[]) {
  for (const path of paths)
    await test.step(path, async () => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    })
}

/** Addresses of a thread and of the pages for its first post. */
async function addressesIn(page: Page) {
  await page.goto('/search?q=TRC20&official=true')
  await page.getByRole('main').locator('ol h2 a:not([href^="/articles"])').first().click()
  await expect(page.getByRole('article').first()).toBeVisible()
  const thread = new URL(page.url()).pathname
  const post = await postIdOf(page.getByRole('article').first())
  return { thread, post: `/p/${post}` }
}

// Long English words are the hardest for a narrow window.
for (const locale of ['zh-CN', 'en'])
  test.describe(locale, () => {
    test.use({ locale })

    test('no page scrolls sideways for a guest 320 px wide', async ({ visitor }) => {
      const page = await visitor(narrow)
      const { thread, post } = await addressesIn(page)
      await visitAll(page, [...forEverybody, thread, `${post}/history`, `${post}/actions`])
    })

    test('the form for asking does not scroll sideways without scripts either', async ({
      visitor
    }) => {
      const page = await visitor({ ...narrow, javaScriptEnabled: false })
      await visitAll(page, ['/ask'])
    })

    test('no page scrolls sideways for a member 320 px wide, in the dark', async ({ visitor }) => {
      const as = demoAccount('member')
      const page = await visitor({ ...narrow, colorScheme: 'dark', as })
      const { thread, post } = await addressesIn(page)
      await visitAll(page, [...forMembers, thread, `${post}/report`])
    })

    test('no page scrolls sideways for an admin 320 px wide', async ({ visitor }) => {
      const page = await visitor({ ...narrow, as: demoAccount('admin') })
      const { thread, post } = await addressesIn(page)
      const own = thread.split('/').slice(0, 3).join('/')
      await visitAll(page, [
        ...forStaff,
        ...['manage', 'merge', 'split'].map((page) => `${own}/${page}`),
        '/u/member/sweep',
        '/moderation/beside?author=1',
        `${post}/actions`,
        `${post}/moderate`,
        `${post}/redact`
      ])
    })

    test('no page about one’s own post scrolls sideways 320 px wide', async ({ visitor }) => {
      const page = await visitor({ ...narrow, as: demoAccount('member') })
      await page.goto('/u/member')
      await page.getByRole('region').locator('a[href*="/t/"]').first().click()
      const post = await postIdOf(page.locator('article:target'))
      await visitAll(page, [`/p/${post}/edit`, `/p/${post}/withdraw`])
    })

    for (const width of [320, 1024, 1152])
      test(`no page of the desk scrolls sideways ${width} px wide`, async ({ visitor }) => {
        const page = await visitor({ viewport: { width, height: 700 }, as: demoAccount('staff') })
        await page.goto('/desk?view=all')
        const ticket = page.getByRole('article').locator('h2 a').first()
        const address = (await ticket.getAttribute('href')) ?? ''
        await visitAll(page, [address, '/desk/statistics', '/desk/rules', '/desk/suggestions'])
      })

    test('the first screen of a phone shows the first event of the security log', async ({
      say,
      visitor
    }) => {
      const page = await visitor({
        viewport: { width: 390, height: 844 },
        as: demoAccount('admin')
      })
      await page.goto('/admin/audit')
      await expect(page.locator('[id^="event-"]').first()).toBeInViewport({ ratio: 1 })
      const here = page.getByRole('button', { name: say('web_account_admin') })
      await here.click()
      const menu = page.getByRole('navigation', { name: say('web_menu') })
      await menu.getByText(say('admin_group_operation'), { exact: true }).click()
      await menu.getByRole('link', { name: say('web_admin_jobs') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('web_admin_jobs'))
    })
  })
