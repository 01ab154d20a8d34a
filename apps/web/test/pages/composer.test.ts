import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { ask } from '../steps.ts'

test('a quote keeps the Markdown of its post, and Enter completes a mention', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account() })
  const body = 'The transaction is **confirmed**, see `0xabc`.'
  await ask(page, say, { category: 'lounge', title: `Quoted ${ownName()}`, body })
  const area = page.getByRole('textbox', { name: say('web_reply_label') })
  await page
    .locator('#p1')
    .getByRole('button', { name: say('web_quote') })
    .click()
  await expect(area).toHaveValue(`> ${body}\n\n`)
  await area.press('End')
  await area.pressSequentially('@volunt')
  await expect(
    page.getByRole('option', { name: `volunteer${say('web_role_volunteer')}` })
  ).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(area).toHaveValue(`> ${body}\n\n@volunteer `)
})

test('selected words are quoted by a button beside them, and @ offers who wrote there', async ({
  account,
  say,
  visitor
}) => {
  const asker = await account()
  const asking = await visitor({ as: asker })
  const body = 'The deposit was sent.\n\nIt has **not** arrived.'
  await ask(asking, say, { category: 'lounge', title: `Chosen ${ownName()}`, body })
  const page = await visitor({ as: await account() })
  await page.goto(asking.url())
  await page
    .locator('#p1 .prose strong')
    .evaluate((strong) => getSelection()?.selectAllChildren(strong))
  await page.locator('.quote-here').click()
  const area = page.getByRole('textbox', { name: say('web_reply_label') })
  await expect(area).toHaveValue('> not\n\n')
  await area.pressSequentially('@')
  await expect(page.getByRole('option')).toHaveText([asker.username])
  await area.press('ArrowDown')
  await area.press('Enter')
  await expect(area).toHaveValue(`> not\n\n@${asker.username} `)
})
