import type { Page } from '@playwright/test'
import sharp from 'sharp'
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

test('words that were selected before the scripts were there are quoted, too', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account() })
  await ask(page, say, { category: 'lounge', title: `Early ${ownName()}`, body: 'It is **late**.' })
  const address = page.url()
  const sendScripts = await withoutScriptsYet(page)
  await page.goto(address, { waitUntil: 'commit' })
  await page
    .locator('#p1 .prose strong')
    .evaluate((strong) => getSelection()?.selectAllChildren(strong))
  sendScripts()
  await page.locator('.quote-here').click()
  await expect(page.getByRole('textbox', { name: say('web_reply_label') })).toHaveValue(
    '> late\n\n'
  )
})

test('a picture lands where the cursor was before the scripts were there', async ({
  page,
  say
}) => {
  const sendScripts = await withoutScriptsYet(page)
  await page.goto('/ask?category=deposits', { waitUntil: 'commit' })
  const text = page.getByLabel(say('web_ask_body'), { exact: true })
  await text.fill('Sent today.\n\nNot here.')
  await text.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(11, 11))
  sendScripts()
  const white = { width: 60, height: 40, channels: 3, background: 'white' } as const
  const buffer = await sharp({ create: white }).png().toBuffer()
  const file = { name: 'deposit.png', mimeType: 'image/png', buffer }
  page.on('filechooser', (chooser) => void chooser.setFiles(file))
  await page.getByRole('button', { name: say('web_composer_image'), exact: true }).click()
  await page.getByRole('button', { name: say('guards_cover_upload'), exact: true }).click()
  await expect(text).toHaveValue(/Sent today\.[^]*!\[[^]*Not here\./)
})

/** Holds scripts back until the returned function is called. */
async function withoutScriptsYet(page: Page): Promise<() => void> {
  const scripts = Promise.withResolvers<void>()
  await page.route('**/*.js', async (route) => {
    await scripts.promise
    await route.continue()
  })
  return scripts.resolve
}
