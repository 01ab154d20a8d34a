import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { publishArticle } from '../publishing.ts'

test('an article answers a question before it is asked, with and without scripts', async ({
  locale,
  say,
  visitor
}) => {
  const name = ownName()
  const title = locale === 'en' ? `Obsidian ${name} is refused` : `黑曜石 ${name} 被拒绝`
  const [staff, admin] = [
    await visitor({ as: demoAccount('staff') }),
    await visitor({ as: demoAccount('admin') })
  ]
  await publishArticle(staff, admin, { language: locale ?? 'en', title })
  const asker = await visitor({ as: demoAccount('member') })
  const question = asker.getByLabel(say('web_ask_title_label'))

  await test.step('it is found while the title is typed, and opens beside it', async () => {
    await expect(async () => {
      await asker.goto('/ask')
      await question.fill(`${title} ?`)
      const found = asker.locator('matching-articles').getByRole('link', { name: title })
      await expect(found).toBeVisible({ timeout: 2_000 })
    }).toPass()
    const opened = asker.waitForEvent('popup')
    await asker.locator('matching-articles').getByRole('link', { name: title }).click()
    await expect((await opened).getByRole('heading', { level: 1, name: title })).toBeVisible()
  })
  await test.step('the asker says that it helped', async () => {
    await asker.getByRole('button', { name: say('articles_before_helped') }).click()
    await expect(asker.getByText(say('articles_before_thanks'))).toBeVisible()
  })
  await test.step('without scripts it stands above what the check finds', async () => {
    const plain = await visitor({ as: demoAccount('member2'), javaScriptEnabled: false })
    await plain.goto('/ask')
    await plain.getByLabel(say('web_ask_title_label')).fill(title)
    await plain.getByRole('button', { name: say('web_ask_check') }).click()
    await expect(plain.getByRole('link', { name: title })).toBeVisible()
    await plain
      .getByRole('button', { name: say('articles_before_helped') })
      .first()
      .click()
    await expect(plain.getByText(say('articles_before_thanks'))).toBeVisible()
    await expect(plain.getByLabel(say('web_ask_title_label'))).toHaveValue(title)
  })
})
