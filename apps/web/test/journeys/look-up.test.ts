import { expect, test } from '../forum.ts'
import { findBySearch } from '../steps.ts'

const xrp = 'Forgot the destination tag on an XRP deposit. Is it gone?'
const wrongNetwork = '用 BEP20 转到了 ERC20 的充值地址，还能找回来吗'

/** What readers remember of a discussion almost two years old, and the post they mean. */
const memories = [
  { what: 'a Chinese phrase', words: '人工找回需要两个人复核', title: wrongNetwork, number: 4 },
  {
    what: 'it typed in traditional characters',
    words: '人工找回需要兩個人複核',
    title: wrongNetwork,
    number: 4
  },
  { what: 'an English phrase', words: 'optional for people who like pain', title: xrp, number: 3 },
  {
    what: 'an error code',
    words: 'ERR_KYC_204 "照片明明很清楚"',
    title: '认证一直报 ERR_KYC_204，照片明明很清楚',
    number: 1
  },
  { what: 'the beginning of a transaction ID', words: '0x270cedaa', title: wrongNetwork, number: 1 }
]

for (const { what, words, title, number } of memories)
  test(`a visitor finds an old post by ${what}`, async ({ page, say }) => {
    await findBySearch(page, say, words)
    const hits = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.locator('mark') })
    await hits.filter({ hasText: title }).getByRole('link', { name: title }).first().click()
    await expect(page).toHaveURL(new RegExp(`#p${number}$`))
    await expect(page.locator(`#p${number}`)).toBeInViewport()
    const heading = page.getByRole('heading', { level: 1 })
    if (number === 1) await expect(heading).toBeInViewport({ ratio: 1 })
  })

const day = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)

/** For each filter, a value that matches the official answer, and one that does not. */
const filters = [
  ['category', 'deposits', 'api'],
  ['kind', 'question', 'discussion'],
  ['solved', 'true', 'false'],
  ['language', 'zh-CN', 'en'],
  ['author', '灯塔小安', 'kestrel'],
  ['tag', 'ERC20', 'XRP'],
  ['after', day(710), day(690)],
  ['before', day(690), day(710)]
] as const

test('each filter narrows the results, and can be removed', async ({ page, say }) => {
  const words = '人工找回需要两个人复核'
  const hit = page.getByRole('main').getByRole('link', { name: wrongNetwork })

  await test.step('all filters together still find it', async () => {
    await page.goto(`/search?q=${encodeURIComponent(words)}`)
    await page
      .locator('summary')
      .filter({ hasText: say('web_search_filters') })
      .click()
    for (const [name, matching] of filters) {
      const field = page.getByRole('main').locator(`form [name=${name}]`)
      if (await field.evaluate((it) => it.matches('select'))) await field.selectOption(matching)
      else await field.fill(matching)
    }
    await page.getByLabel(say('web_search_official')).check()
    await page.getByRole('button', { name: say('web_search_apply') }).click()
    await expect(hit).toBeVisible()
    const chips = page.getByRole('list', { name: say('web_search_filters') }).getByRole('link')
    await expect(chips).toHaveCount(filters.length + 1)
  })

  for (const [name, , other] of filters)
    await test.step(`another ${name} does not find it`, async () => {
      await page.goto(`/search?q=${encodeURIComponent(words)}&${name}=${encodeURIComponent(other)}`)
      await expect(page.getByLabel(say('web_search_words'))).toHaveValue(words)
      await expect(hit).toHaveCount(0)
    })

  await test.step('without the filter it is found again', async () => {
    await page
      .getByRole('list', { name: say('web_search_filters') })
      .getByRole('link')
      .click()
    await expect(hit).toBeVisible()
  })

  await test.step('a member’s post is not an official answer', async () => {
    await page.goto(`/search?q=${encodeURIComponent('藏得够深的')}`)
    await expect(hit).toBeVisible()
    await page.goto(`${page.url()}&official=true`)
    await expect(page.getByLabel(say('web_search_words'))).toHaveValue('藏得够深的')
    await expect(hit).toHaveCount(0)
  })
})

test('a mistyped word finds the intended one, and part of the words finds some', async ({
  page,
  say
}) => {
  await findBySearch(page, say, 'withdrwal')
  const notice = page.getByRole('main').getByRole('status')
  await expect(notice.filter({ hasText: 'withdrawal' })).toBeVisible()
  await page.getByRole('link', { name: say('web_search_meant', { query: 'withdrawal' }) }).click()
  await expect(page.getByLabel(say('web_search_words'))).toHaveValue('withdrawal')
  await findBySearch(page, say, 'withdrawal 恐龙化石')
  await expect(notice.filter({ hasText: say('web_search_only_some') })).toBeVisible()
})

test('a query without results is asked, with its words as title', async ({ page, say }) => {
  await findBySearch(page, say, '恐龙化石')
  await expect(page.getByText(say('web_search_none', { query: '恐龙化石' }))).toBeVisible()
  await page.getByRole('link', { name: say('web_search_ask') }).click()
  await expect(page.getByLabel(say('web_ask_title_label'))).toHaveValue('恐龙化石')
})

test('announcements are beside the posts, and for members users of that name', async ({
  account,
  page,
  say,
  visitor
}) => {
  await findBySearch(page, say, '撮合引擎')
  // Not the banner's link, which is on every page.
  const found = page.getByRole('region', { name: say('web_search_announcements'), exact: true })
  const announcement = found.getByRole('link').first()
  const title = await announcement.innerText()
  await announcement.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await findBySearch(page, say, 'kestrel')
  const people = say('web_search_users')
  await expect(page.getByRole('region', { name: people })).toHaveCount(0)

  const member = await visitor({ as: await account() })
  await findBySearch(member, say, '@kestrel')
  await member.getByRole('region', { name: people }).getByRole('link').click()
  await expect(member.getByRole('heading', { level: 1 })).toContainText('kestrel')
})

test('counts by category lead to the results of one', async ({ page, say }) => {
  // Counts vary, as other tests post at the same time.
  await findBySearch(page, say, '充值 before:' + day(2))
  const counts = page.getByRole('navigation', { name: say('web_search_by_category') })
  const [first] = await counts.getByRole('link').all()
  const count = /\d+$/.exec(String(await first?.textContent()).trim())?.[0]
  await first?.click()
  await expect(page).toHaveURL(/category=deposits/)
  const shown = say('web_search_count', { count: Number(count) })
  await expect(page.getByText(shown, { exact: true })).toBeVisible()
})

test('filters typed in the box narrow the results, too', async ({ page, say }) => {
  const hit = page.getByRole('main').getByRole('link', { name: wrongNetwork })
  await findBySearch(page, say, '找回 in:title category:deposits before:' + day(690))
  await expect(hit).toBeVisible()
  await findBySearch(page, say, '找回 in:title category:api')
  await page.getByRole('link', { name: say('web_search_ask') }).click()
  await expect(page.getByLabel(say('web_ask_title_label'))).toHaveValue('找回')
})

test('results are reached and chosen with the keyboard alone', async ({ page, say }) => {
  await page.goto(`/search?q=${encodeURIComponent('充值')}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox', { name: say('web_search_words') })).toBeFocused()
  const links = page.locator('[data-row] h2 a')
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  const { pathname } = new URL((await links.nth(0).getAttribute('href')) ?? '', page.url())
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL((url) => url.pathname === pathname)
})

test('suggestions wait for the input method, then arrows and Enter choose', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('/')
  const keys = await page.context().newCDPSession(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await keys.send('Input.imeSetComposition', { text: 'chong', selectionStart: 5, selectionEnd: 5 })
  const suggested = page.waitForResponse(/suggestions\?q=%E5%85%85%E5%80%BC/)
  await keys.send('Input.insertText', { text: '充值' })
  await suggested
  expect(asked.filter((url) => url.includes('suggestions?q=chong'))).toEqual([])
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  // The category of that name comes first.
  await expect(page).toHaveURL(/\/c\/deposits$/)
})
