import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expect, test } from '../forum.ts'

type Say = (key: string) => string

/**
 * Answers each file dialog of the page with a white image. One listener for the whole test, because
 * listening for one dialog at a time switches the browser's own dialog on again in between.
 */
async function answerWithPicture(page: Page) {
  const white = { width: 800, height: 600, channels: 3, background: 'white' } as const
  const buffer = await sharp({ create: white }).png().toBuffer()
  const file = { name: 'balance.png', mimeType: 'image/png', buffer }
  page.on('filechooser', (chooser) => void chooser.setFiles(file))
}

async function choosePicture(page: Page, say: Say) {
  await page.getByRole('button', { name: say('web_composer_image'), exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** Brightness of the uploaded image at its centre and corner, from 0 to 255. */
async function brightness(page: Page, say: Say) {
  const body = page.getByLabel(say('web_ask_body'), { exact: true })
  await expect(body).toHaveValue(/!\[.*\]\(\S+\)/)
  const [, path = ''] = /\((\S+)\)/.exec(await body.inputValue()) ?? []
  const file = await page.request.get(path)
  const { data, info } = await sharp(await file.body())
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => data[(y * info.width + x) * info.channels]
  return { middle: at(400, 300), corner: at(5, 5), width: info.width }
}

test('what is covered with the keyboard is in no pixel of the upload', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account() })
  await answerWithPicture(page)
  await page.goto('/ask')
  await choosePicture(page, say)
  await page.getByRole('button', { name: say('guards_cover_add') }).press('Enter')
  const bar = page.getByRole('button', { name: `${say('guards_cover_bar')} 1` })
  await expect(bar).toBeFocused()
  await bar.press('Shift+ArrowDown')
  await page.getByRole('button', { name: say('guards_cover_upload'), exact: true }).press('Enter')
  expect(await brightness(page, say)).toEqual({ middle: 0, corner: 255, width: 800 })
})

test('a file that was chosen before the script had loaded is not lost', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ as: await account() })
  await answerWithPicture(page)
  const chosen = Promise.withResolvers<undefined>()
  await page.route('**/enhance/composer.*.js', async (route) => {
    await chosen.promise
    await route.continue()
  })
  await page.goto('/ask')
  const field = page.getByLabel(say('web_upload_field'))
  await field.click()
  await expect(field).toHaveValue(/balance/)
  chosen.resolve(undefined)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: say('guards_cover_upload'), exact: true }).click()
  expect(await brightness(page, say)).toMatchObject({ middle: 255, width: 800 })
})

test('on a phone a tap covers, and removed bars and cancelled images are not uploaded', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({
    as: await account(),
    viewport: { width: 390, height: 844 },
    hasTouch: true
  })
  await answerWithPicture(page)
  await page.goto('/ask')
  await choosePicture(page, say)
  await page.getByRole('button', { name: say('guards_cover_cancel') }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByLabel(say('web_ask_body'), { exact: true })).toHaveValue('')
  await choosePicture(page, say)
  await page.getByRole('img', { name: say('guards_cover_picture') }).tap()
  await page.getByRole('button', { name: say('guards_cover_remove') }).click()
  await page.getByRole('img', { name: say('guards_cover_picture') }).tap()
  await page.getByRole('button', { name: say('guards_cover_upload'), exact: true }).click()
  expect(await brightness(page, say)).toMatchObject({ middle: 0, corner: 255 })
})

test('a bar is visible while it is drawn', async ({ account, say, visitor }) => {
  const page = await visitor({ as: await account() })
  await answerWithPicture(page)
  await page.goto('/ask')
  await choosePicture(page, say)
  const box = await page.getByRole('img', { name: say('guards_cover_picture') }).boundingBox()
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 }
  await page.mouse.move(x + width * 0.3, y + height * 0.3)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.7, y + height * 0.7, { steps: 5 })
  await expect(page.getByRole('button', { name: `${say('guards_cover_bar')} 1` })).toBeVisible()
  await page.mouse.up()
  await expect(page.getByRole('button', { name: `${say('guards_cover_bar')} 2` })).toHaveCount(0)
  await page.getByRole('button', { name: say('guards_cover_upload'), exact: true }).click()
  expect(await brightness(page, say)).toMatchObject({ middle: 0, corner: 255 })
})
