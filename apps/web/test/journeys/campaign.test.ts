import { demoAccount, ownName, type Account } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, phone } from '../steps.ts'

// Random words for each run, so that earlier runs are no part of its campaign.
const texts = {
  en: {
    title: 'Who has waited longer than a day',
    body: 'My deposit from yesterday is not there yet.',
    phishing: 'The bonus pool is open until midnight, enter the code and the coins double'
  },
  'zh-CN': {
    title: '有人充值超过一天还没到吗',
    body: '昨天充的，到现在还没到账。',
    phishing: '限时空投今晚截止，输入邀请码即可领取双倍奖励，名额有限先到先得'
  }
}

test('nearly the same text of three accounts is one case, which a volunteer decides', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const { title, body, phishing } = texts[locale === 'en' ? 'en' : 'zh-CN']
  const words = `${phishing} ${Array.from({ length: 8 }, ownName).join(' ')}`
  const [asker, ...others] = await Promise.all([account(), account(), account(), account()])
  const page = await visitor({ ...phone, as: asker })
  await ask(page, say, { category: 'scams', title: `${title} ${ownName()}`, body })
  const url = page.url()

  await test.step('two posts are public, with the third all three are hidden', async () => {
    const writes = async (writer: Account, text: string) => {
      const writing = await visitor({ ...phone, as: writer })
      await writing.goto(url)
      await answer(writing, say, text)
      return writing
    }
    for (const [index, writer] of others.slice(0, 2).entries())
      await writes(writer, `${words} ${index}`)
    await page.goto(url)
    await expect(page.locator('#p3')).toContainText(words)
    const last = await writes(others[2] ?? asker, `${words} 2`)
    await expect(last.getByText(say('web_post_held')).first()).toBeVisible()
    await expect(async () => {
      await page.goto(url)
      await expect(page.getByText(words)).toHaveCount(0, { timeout: 1000 })
    }).toPass()
  })

  const volunteer = await visitor({ ...phone, as: demoAccount('volunteer') })
  const row = volunteer.getByRole('article').filter({ hasText: words })
  const status = volunteer.getByRole('status')

  await test.step('a volunteer finds them as one case and hides them together', async () => {
    await volunteer.goto('/moderation?category=scams&show=reports')
    await expect(row).toHaveCount(1)
    await expect(row.getByRole('heading')).toHaveText(say('moderation_campaign', { accounts: 3 }))
    await row.getByText(say('moderation_campaign_hide'), { exact: true }).click()
    await row.getByRole('button', { name: say('moderation_reason_spam') }).click()
    await expect(status.getByText(say('moderation_campaign_hidden'))).toBeVisible()
    await expect(row).toHaveCount(0)
  })

  await test.step('the decision is undone, and then all are released', async () => {
    await status.getByRole('button', { name: say('web_undo') }).click()
    await expect(row).toHaveCount(1)
    await row.getByRole('button', { name: say('moderation_campaign_release') }).click()
    await expect(status.getByText(say('moderation_campaign_released'))).toBeVisible()
    await page.goto(url)
    await expect(page.getByText(words)).toHaveCount(3)
  })
})

test('without JavaScript a campaign is selected and decided with other rows', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const { title, body, phishing } = texts[locale === 'en' ? 'en' : 'zh-CN']
  const plain = { ...phone, javaScriptEnabled: false }
  const words = `${Array.from({ length: 9 }, ownName).join(' ')} ${phishing}`
  const accounts = await Promise.all([account(), account(), account(), account()])
  const [asker, ...others] = accounts
  const page = await visitor({ ...plain, as: asker })
  await ask(page, say, { category: 'scams', title: `${title} ${ownName()}`, body })
  for (const [index, writer] of others.entries()) {
    const writing = await visitor({ ...plain, as: writer })
    await writing.goto(page.url())
    await answer(writing, say, `${words} ${index}`)
  }
  const volunteer = await visitor({ ...plain, as: demoAccount('volunteer') })
  const row = volunteer.getByRole('article').filter({ hasText: words })
  await expect(async () => {
    await volunteer.goto('/moderation?category=scams')
    const all = say('moderation_campaign', { accounts: 3 })
    await expect(row.getByRole('heading')).toHaveText(all, { timeout: 1000 })
  }).toPass()
  await row.getByRole('checkbox').check()
  await volunteer.getByRole('button', { name: say('moderation_queue_bulk_hide') }).click()
  const done = say('moderation_queue_bulk_done', { count: 1 })
  await expect(volunteer.getByRole('status').getByText(done)).toBeVisible()
  await expect(row).toHaveCount(0)
})
