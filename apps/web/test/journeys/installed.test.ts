import { expect, test } from '../forum.ts'

/** An installed forum has a window of its own, which only its pages can tell. */
const asInstalled = () => {
  const asked = window.matchMedia.bind(window)
  window.matchMedia = (query) => asked(query === '(display-mode: browser)' ? 'not all' : query)
}

test('an installed forum says that it is offline, and shows the page once it is back', async ({
  say,
  visitor
}) => {
  const page = await visitor()
  await page.addInitScript(asInstalled)
  await page.goto('/')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.reload()
  await page.context().setOffline(true)
  await page.goto('/search')
  await expect(page.getByRole('heading', { name: say('core_offline_title') })).toBeVisible()
  await page.context().setOffline(false)
  await page.getByRole('link', { name: say('web_error_retry') }).click()
  await expect(page.getByRole('banner')).toBeVisible()
})
