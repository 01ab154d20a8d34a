import { expect, test } from '../forum.ts'
import { findBySearch } from '../steps.ts'

const xrp = 'Forgot the destination tag on an XRP deposit. Is it gone?'
const wrongNetwork = '用 BEP20 转到了 ERC20 的充值地址，还能找回来吗'

/** What people remember of a discussion of nearly two years ago, and the post that says it. */
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
  })

const day = (daysAgo: number) =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)

/** A value of each filter that the official answer passes, and one that it does not. */
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

test('filters narrow what is found, each of them, and can be taken off again', async ({
  page,
  say
}) => {
  const words = '人工找回需要两个人复核'
  const hit = page.getByRole('main').getByRole('link', { name: wrongNetwork })

  await test.step('all of them together still find it', async () => {
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
    await test.step(`${name} of something else does not`, async () => {
      await page.goto(`/search?q=${encodeURIComponent(words)}&${name}=${encodeURIComponent(other)}`)
      await expect(page.getByText(say('web_search_none_narrowed'))).toBeVisible()
    })

  await test.step('without the filter it is there again', async () => {
    await page
      .getByRole('list', { name: say('web_search_filters') })
      .getByRole('link')
      .click()
    await expect(hit).toBeVisible()
  })

  await test.step('what somebody else wrote is not an official answer', async () => {
    await page.goto(`/search?q=${encodeURIComponent('藏得够深的')}`)
    await expect(hit).toBeVisible()
    await page.goto(`${page.url()}&official=true`)
    await expect(page.getByText(say('web_search_none_narrowed'))).toBeVisible()
  })
})
