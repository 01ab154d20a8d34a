import type { Page } from '@playwright/test'
import { expect, test } from '../forum.ts'
import { findBySearch } from '../steps.ts'

type Transfer = { url: string; bytes: number }

/** Counts what comes over the wire, compressed and with headers, until `visit` has loaded. */
async function transfers(page: Page, visit: () => Promise<unknown>) {
  const session = await page.context().newCDPSession(page)
  const urls = new Map<string, string>()
  const done: Transfer[] = []
  session.on('Network.responseReceived', ({ requestId, response }) =>
    urls.set(requestId, response.url)
  )
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    done.push({ url: urls.get(requestId) ?? '', bytes: encodedDataLength })
  )
  await session.send('Network.enable')
  await visit()
  await session.detach()
  return done
}

test('a thread of twenty posts comes in six requests and 40 KB at the first visit', async ({
  say,
  visitor
}) => {
  const looking = await visitor()
  await findBySearch(looking, say, '"TRC20 充值延迟汇总"')
  await looking.getByRole('main').getByRole('link', { name: 'TRC20 充值延迟汇总' }).first().click()
  await expect(looking.locator('[data-number]')).toHaveCount(20)

  const page = await visitor()
  const visit = () => page.goto(looking.url(), { waitUntil: 'networkidle' })
  const loaded = (await transfers(page, visit)).filter(({ url }) => !url.includes('/uploads/'))
  const bytes = loaded.reduce((sum, { bytes }) => sum + bytes, 0)
  test
    .info()
    .annotations.push({ type: 'weight', description: `${bytes} bytes, ${loaded.length} requests` })
  expect(loaded.length).toBeLessThanOrEqual(6)
  expect(bytes).toBeLessThanOrEqual(40 * 1024)
})
