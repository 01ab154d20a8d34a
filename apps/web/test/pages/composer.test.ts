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
  await expect(page.getByRole('option', { name: 'volunteer', exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(area).toHaveValue(`> ${body}\n\n@volunteer `)
})
