import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions } from '@playwright/test'
import { demoAccount, type Account } from './accounts.ts'
import { expect, test } from './forum.ts'
import { phone } from './steps.ts'

const folder = fileURLToPath(new URL('../screenshots/', import.meta.url))
const desktop = { viewport: { width: 1200, height: 680 } }
const dark = { colorScheme: 'dark' as const }
const found = (words: string) => `/search?q=${encodeURIComponent(words)}`
const titled = (words: string) => `${found(words)}&in=title`

type Picture = BrowserContextOptions & {
  name: string
  as?: Account
  path?: string
  /** A search whose first result is the thread to show. */
  thread?: string
}

// All of them together stay below a megabyte.
const mostBytes = 140 * 1024

/** Pictures of the README; `npm run pictures` writes the files. */
const pictures: Picture[] = [
  { name: 'home', path: '/', locale: 'en', ...desktop },
  { name: 'search', path: found('充值 网络'), locale: 'zh-CN', ...desktop },
  { name: 'thread', thread: titled('还能找回来吗'), locale: 'zh-CN', ...dark, ...desktop },
  { name: 'moderation', path: '/moderation', as: demoAccount('volunteer'), locale: 'en', ...phone },
  { name: 'help', path: '/help', locale: 'en', ...desktop },
  { name: 'desk', path: '/desk', as: demoAccount('staff'), locale: 'en', ...desktop },
  { name: 'phone', thread: titled('能量不足'), locale: 'zh-TW', ...dark, ...phone }
]

for (const { name, path = '', thread, ...visit } of pictures)
  test(`the picture "${name}" is small enough for the README`, async ({ visitor }) => {
    const page = await visitor(visit)
    await page.goto(thread ?? path)
    if (thread) {
      await page.getByRole('main').locator('ol h2 a:not([href^="/articles"])').first().click()
      await page.goto(new URL(page.url()).pathname)
    }
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const picture = await page.screenshot()
    expect(picture.length).toBeLessThan(mostBytes)
    if (test.info().config.updateSnapshots === 'all')
      await writeFile(`${folder}${name}.png`, picture)
  })
