import sharp from 'sharp'
import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { signInByForm } from '../steps.ts'

const words = {
  en: { title: 'Where is my deposit', body: 'Sent this morning.', more: 'It says completed.' },
  'zh-CN': { title: '充值在哪里查', body: '今天早上转的。', more: '显示已完成。' }
}

test('a guest fills in the category’s form, adds a picture and signs in to send both', async ({
  account,
  locale,
  page,
  say
}) => {
  const { title, body, more } = words[locale === 'en' ? 'en' : 'zh-CN']
  const text = page.getByLabel(say('web_ask_body'), { exact: true })
  const form = page.locator('form#ask')
  const asker = await account()
  const heading = `${title} ${ownName()}`

  await test.step('the form follows the category', async () => {
    await page.goto('/ask?category=deposits')
    await page.getByLabel(say('web_ask_title_label')).fill(heading)
    await form.locator('select[name^="fields."]').selectOption('TRC20')
    await form.locator('input[name^="fields."]').fill('120 USDT')
  })
  await test.step('a picture lands where the cursor is', async () => {
    await text.fill(`${body}\n\n${more}`)
    await text.evaluate((field: HTMLTextAreaElement, at) => {
      field.focus()
      field.setSelectionRange(at, at)
    }, body.length)
    const white = { width: 600, height: 400, channels: 3, background: 'white' } as const
    const buffer = await sharp({ create: white }).png().toBuffer()
    const file = { name: 'deposit.png', mimeType: 'image/png', buffer }
    page.on('filechooser', (chooser) => void chooser.setFiles(file))
    await page.getByRole('button', { name: say('web_composer_image'), exact: true }).click()
    await page.getByRole('button', { name: say('guards_cover_upload'), exact: true }).click()
    await expect(text).toHaveValue(new RegExp(`${body}[^]*!\\[[^]*${more}`))
  })
  await test.step('both are there after signing in, and are published', async () => {
    await form.getByRole('button', { name: say('web_sign_in'), exact: true }).click()
    await signInByForm(page, say, asker)
    await expect(text).toHaveValue(new RegExp(`${body}[^]*/api/v1/uploads/[^]*${more}`))
    await form.locator('button.button-primary').click()
    const post = page.locator('#p1')
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expect(post.getByText('120 USDT')).toBeVisible()
    await expect(post.locator('img[src*="/api/v1/uploads/"]')).toBeVisible()
  })
})
