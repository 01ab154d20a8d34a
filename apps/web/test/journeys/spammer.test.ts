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

    await test.step('a volunteer sweeps from the page of the account', async () => {
      await seen(1)
      await volunteer.goto(`/u/${spammer.username}/moderate`)
      await volunteer.getByRole('link', { name: say('moderation_sweep_open') }).click()
      const extent = { posts: 2, categories: 1, hours: 24 }
      await volunteer.getByRole('button', { name: say('moderation_sweep_confirm', extent) }).click()
      const done = say('moderation_sweep_done', { count: 2 })
      await expect(volunteer.getByRole('status').getByText(done)).toBeInViewport()
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
      await volunteer.getByRole('button', { name: say('moderation_sweep_undo') }).click()
      await expect(volunteer.getByText(say('moderation_sweep_was_undone'))).toBeVisible()
      await seen(1)
      await spamming.goto(page.url())
      await answer(spamming, say, ownWords())
    })
  })

test('a key in the row, and again, hides all of a spammer; another undoes it', async ({
  account,
  say,
  visitor
}) => {
  const [asker, spammer] = await Promise.all([account(), account()])
  const texts = [ownWords(), ownWords()]
  const title = ownName()
  const page = await visitor({ as: asker })
  await ask(page, say, { category: 'deposits', title, body: ownWords() })
  const thread = page.url()
  const spamming = await visitor({ as: spammer })
  for (const text of texts) {
    await spamming.goto(thread)
    await answer(spamming, say, text)
  }
  const volunteer = await visitor({ as: demoAccount('volunteer') })
  const press = (keys: string[]) =>
    keys.reduce((done, key) => done.then(() => volunteer.keyboard.press(key)), Promise.resolve())
  const confirm = volunteer.getByRole('button', {
    name: say('moderation_sweep_confirm', { posts: 2, categories: 1, hours: 24 })
  })
  const report = (path: string) =>
    page.request.post(`/api/v1${path}`, {
      headers: { origin: new URL(page.url()).origin },
      data: { reason: 'spam' }
    })

  await test.step('the row of a report says who it is, and its context stands beside it', async () => {
    expect((await report(`/users/${spammer.username}/reports`)).status()).toBe(201)
    await volunteer.goto('/moderation?show=reports&reason=spam')
    const row = volunteer.getByRole('article').filter({ hasText: spammer.username })
    await expect(row.getByText(say('web_trust_new'))).toBeVisible()
    await expect(row.getByText(texts[1]!)).toBeVisible()
    await row.getByRole('link').first().focus()
    const beside = volunteer.getByRole('region', { name: say('moderation_beside') })
    await expect(beside.getByText(texts[0]!)).toBeVisible()
  })

  await test.step('s opens what would be done, s does it, and the case is gone', async () => {
    await press(['s'])
    await expect(confirm).toBeFocused()
    await press(['s'])
    const status = volunteer.getByRole('status')
    await expect(status.getByText(say('moderation_sweep_was_done'))).toBeVisible()
    await expect(volunteer.getByRole('article').filter({ hasText: spammer.username })).toHaveCount(
      0
    )
    await page.goto(thread)
    for (const text of texts) await expect(page.getByText(text)).toHaveCount(0)
  })

  await test.step('undoing brings posts and case back', async () => {
    const done = volunteer.getByRole('status').getByRole('button', { name: say('web_undo') })
    await done.click()
    await expect(volunteer.getByText(say('moderation_sweep_was_undone'))).toBeVisible()
    await page.goto(thread)
    for (const text of texts) await expect(page.getByText(text)).toHaveCount(1)
  })

  await test.step('the same keys work on a post of the thread', async () => {
    await volunteer.goto(thread)
    await volunteer.locator('.post', { hasText: texts[0] }).getByRole('link').first().focus()
    await press(['s'])
    await expect(confirm).toBeFocused()
    await press(['s'])
    const done = say('moderation_sweep_done', { count: 2 })
    await expect(volunteer.getByRole('status').getByText(done)).toBeVisible()
    await volunteer.getByRole('button', { name: say('moderation_sweep_undo') }).click()
    await expect(volunteer.getByText(say('moderation_sweep_was_undone'))).toBeVisible()
  })
})
