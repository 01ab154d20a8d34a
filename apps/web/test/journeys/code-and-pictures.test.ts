import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { ask } from '../steps.ts'

const words = {
  en: ['The signature is refused', 'This is my code:', 'limit order', 'settings'],
  'zh-CN': ['签名一直被拒绝', '我的代码如下：', '限价单', '设置']
}

const code = "const time = Date.now()\nconsole.log('<time>', time)"
const address = `0x${'3fa9c07be1d284560bbf'.repeat(2)}`

/** Uploads a screenshot and returns its Markdown. */
async function picture(page: Page, description: string) {
  const origin = new URL(page.url()).origin
  const buffer = await readFile(new URL('../../screenshots/thread.png', import.meta.url))
  const file = { name: 'shot.png', mimeType: 'image/png', buffer }
  const options = { headers: { origin }, multipart: { file } }
  const answered = await page.request.post('/api/v1/uploads', options)
  const { id } = (await answered.json()) as { id: string }
  return `![${description}](/api/v1/uploads/${id})`
}

test('pictures open large with the keyboard, and code is copied', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const [title, intro, first = '', second = ''] = words[locale === 'en' ? 'en' : 'zh-CN']
  const asking = await visitor({ as: await account() })
  await asking.goto('/')
  const body = `${intro}\n\n\`\`\`js\n${code}\n\`\`\`\n\n- [ ] ${second}\n\n${await picture(asking, first)}\n\n${await picture(asking, second)}`
  await ask(asking, say, { category: 'api', title: `${title} ${ownName()}`, body })
  const reply = `${address}\n\n\`\`\`\nnpm start\n\`\`\``
  await asking.getByLabel(say('web_reply_label')).fill(reply)
  await asking.getByRole('button', { name: say('web_reply_button') }).click()
  await expect(asking.locator('#p2')).toContainText(address)

  const page = await visitor({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(asking.url().replace(/#.*/, ''))
  await expect(page.getByRole('checkbox', { name: second })).toBeDisabled()

  await page.locator('#p1 pre').hover()
  const copy = page.getByRole('button', { name: say('web_code_copy') })
  await expect(copy).toHaveCount(1)
  await copy.click()
  await expect(page.getByRole('status').filter({ hasText: say('web_copied') })).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code)
  await expect(page.locator('#p2')).toContainText(say('threads_wallet_address'))

  const link = page.getByRole('link', { name: first })
  await link.press('Enter')
  const viewer = page.getByRole('dialog', { name: say('web_picture_viewer') })
  await expect(viewer.getByRole('img', { name: first })).toBeVisible()
  await expect(viewer).toContainText(`1 / 2 ${first}`)
  await page.keyboard.press('ArrowRight')
  await expect(viewer.getByRole('img', { name: second })).toBeVisible()
  const width = () => viewer.getByRole('img').evaluate((image) => image.clientWidth)
  const fitting = await width()
  await page.keyboard.press('+')
  await expect.poll(width).toBeGreaterThan(fitting)
  await page.keyboard.press('0')
  await expect.poll(width).toBe(fitting)
  await viewer.getByRole('button', { name: say('web_picture_previous') }).click()
  await page.keyboard.press('ArrowRight')
  await expect(viewer).toContainText(`2 / 2 ${second}`)
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()
  await expect(link).toBeFocused()
})

test('without scripts, a picture is a link to its file', async ({ account, say, visitor }) => {
  const asking = await visitor({ as: await account(), javaScriptEnabled: false })
  await asking.goto('/')
  const body = await picture(asking, 'shot')
  await ask(asking, say, { category: 'api', title: `API ${ownName()}`, body })
  await expect(asking.getByRole('link', { name: 'shot' })).toHaveAttribute('href', /\/uploads\//)
})
