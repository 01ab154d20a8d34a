import type { Page } from '@playwright/test'
import { demoAccount } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { findBySearch } from '../steps.ts'

type Transfer = { url: string; bytes: number }

/** Measures what is transferred, compressed and with headers, until `visit` has loaded. */
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
  // What others do at the same time would have parts loaded again.
  await page.route('**/api/v1/live?*', (route) => route.fulfill({ status: 204 }))
  await session.send('Network.enable')
  await visit()
  await session.detach()
  return done
}

test('a thread of twenty posts takes three requests and 22.5 KB at the first visit', async ({
  say,
  visitor
}) => {
  const looking = await visitor()
  await findBySearch(looking, say, '"TRC20 充值延迟汇总"')
  await looking.getByRole('main').getByRole('link', { name: 'TRC20 充值延迟汇总' }).first().click()
  await expect(looking.locator('[id]:is(.post, .post-stub)')).toHaveCount(20)

  // Every page follows the live stream, which is half a kilobyte of it.
  // A reply of another journey drops the cached page; its next reader gets it compressed quickly.
  await expect(async () => {
    const page = await visitor()
    const visit = () => page.goto(looking.url(), { waitUntil: 'networkidle' })
    expectWithin(await transfers(page, visit), { kilobytes: 22.5, requests: 3 })
  }).toPass({ timeout: 30_000 })
})

// Other journeys leave more in the queue than a moderator finds in a day. Rows of the queue say who
// their author is, and a script loads what stands beside it. What calls the API is a file of its
// own, which the asking form and both lists share.
const working = { '/desk': [31, 7], '/moderation': [42, 8] } as const

for (const [path, [kilobytes, requests]] of Object.entries(working))
  test(`${path} takes ${requests} requests and ${kilobytes} KB at the first visit`, async ({
    visitor
  }) => {
    const page = await visitor({ as: demoAccount('staff') })
    // Not `networkidle`: the live stream stays open.
    const visit = async () => {
      await page.goto(path, { waitUntil: 'load' })
      await expect(page.locator('[data-row]').first()).toBeVisible()
    }
    expectWithin(await transfers(page, visit), { kilobytes, requests })
  })

function expectWithin(all: Transfer[], most: { kilobytes: number; requests: number }) {
  // Icons of the browser's own fields come as data: addresses, and that of the tab after the page.
  const loaded = all.filter(({ url }) => !/^data:|\/uploads\/|\/live\?|\/icon\.svg$/.test(url))
  const bytes = loaded.reduce((sum, { bytes }) => sum + bytes, 0)
  const description = `${bytes} bytes, ${loaded.length} requests`
  test.info().annotations.push({ type: 'weight', description })
  expect(loaded.length, description).toBeLessThanOrEqual(most.requests)
  expect(bytes, description).toBeLessThanOrEqual(most.kilobytes * 1024)
}
