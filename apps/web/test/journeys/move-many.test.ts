import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { ask, phone } from '../steps.ts'

// Nearly the same words from a third account would be a campaign.
const ownWords = () => Array.from({ length: 8 }, ownName).join(' ')

for (const javaScriptEnabled of [true, false])
  test(`a volunteer moves several threads at once and back, ${javaScriptEnabled ? 'by a script' : 'without JavaScript'}`, async ({
    account,
    say,
    visitor
  }) => {
    const titles = [ownName(), ownName()].map((name) => `${name} ${name}`)
    const asking = await Promise.all([account(), account()])
    const urls: string[] = []
    for (const [index, title] of titles.entries()) {
      const page = await visitor({ ...phone, javaScriptEnabled, as: asking[index] })
      await ask(page, say, { category: 'deposits', title, body: ownWords() })
      urls.push(page.url())
    }
    const volunteer = await visitor({
      ...{ ...phone, javaScriptEnabled },
      as: demoAccount('volunteer')
    })
    const rows = volunteer.getByRole('main').getByRole('listitem')
    const status = volunteer.getByRole('status')
    const guest = await visitor(phone)
    const categoryLinks = async (slug: string) => {
      for (const url of urls) {
        await guest.goto(url)
        await expect(guest.getByRole('main').locator(`a[href="/c/${slug}"]`).first()).toBeVisible()
      }
    }

    await test.step('selects threads and a category, and moves them', async () => {
      await volunteer.goto('/c/deposits?sort=newest&language=all')
      for (const title of titles)
        await rows.filter({ hasText: title }).getByRole('checkbox').check()
      const where = volunteer.getByLabel(say('web_ask_category'), { exact: true })
      const scams = where.locator('option', { hasText: /Scam|诈骗|骗/ })
      await where.selectOption((await scams.first().getAttribute('value')) ?? '')
      await volunteer.getByRole('button', { name: say('threads_move'), exact: true }).click()
      await expect(status.getByText(say('threads_moved', { count: 2 }))).toBeVisible()
      await expect(rows.filter({ hasText: titles[0] })).toHaveCount(0)
      await categoryLinks('scams')
    })

    await test.step('and undoes the move', async () => {
      await status.getByRole('button', { name: say('web_undo') }).click()
      await expect(status.getByText(say('threads_moved_back', { count: 2 }))).toBeVisible()
      await categoryLinks('deposits')
    })
  })
