import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, phone } from '../steps.ts'

// Nearly the same words from a third account would be a campaign.
const ownWords = () => Array.from({ length: 8 }, ownName).join(' ')

for (const javaScriptEnabled of [true, false])
  test(`a sweep hides a spammer’s posts and is undone as one, ${javaScriptEnabled ? 'by a script' : 'without JavaScript'}`, async ({
    account,
    say,
    visitor
  }) => {
    const here = { ...phone, javaScriptEnabled }
    const [asker, spammer] = await Promise.all([account(), account()])
    const texts = [ownWords(), ownWords()]
    const page = await visitor({ ...here, as: asker })
    await ask(page, say, { category: 'deposits', title: ownName(), body: ownWords() })
    const spamming = await visitor({ ...here, as: spammer })
    for (const text of texts) {
      await spamming.goto(page.url())
      await answer(spamming, say, text)
    }
    const seen = async (count: number) => {
      await page.goto(page.url())
      for (const text of texts) await expect(page.getByText(text)).toHaveCount(count)
    }
    const volunteer = await visitor({ ...here, as: demoAccount('volunteer') })
    const section = volunteer.locator('section', {
      has: volunteer.getByRole('heading', { name: say('moderation_sweep') })
    })

    await test.step('a volunteer sweeps from the page of the account', async () => {
      await seen(1)
      await volunteer.goto(`/u/${spammer.username}/moderate`)
      await section.getByRole('button', { name: say('moderation_sweep_send') }).click()
      const done = say('moderation_sweep_done', { count: 2 })
      await expect(section.getByRole('status').getByText(done)).toBeInViewport()
      await seen(0)
      await expect(page.getByText(say('moderation_reason_spam')).first()).toBeVisible()
    })

    await test.step('the spammer reads why and until when, and may appeal', async () => {
      await spamming.goto('/decisions')
      const silence = say('moderation_decided_silenced')
      await spamming
        .getByRole('listitem')
        .filter({ hasText: silence })
        .getByRole('link')
        .first()
        .click()
      await expect(spamming.getByText(say('moderation_decision_until')).first()).toBeVisible()
      await expect(
        spamming.getByRole('button', { name: say('moderation_appeal_send') })
      ).toBeVisible()
    })

    await test.step('and the sweep is undone', async () => {
      await section.getByRole('button', { name: say('moderation_sweep_undo') }).click()
      await expect(volunteer.getByText(say('moderation_sweep_was_undone'))).toBeVisible()
      await seen(1)
      await spamming.goto(page.url())
      await answer(spamming, say, ownWords())
    })
  })
