import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'

test('an act leaves alone what was typed and ticked elsewhere in the queue', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const name = ownName()
  const requester = await visitor({ as: await account() })
  const headers = { origin: String(baseURL) }
  const numbers: string[] = []
  for (const subject of [`${name} one`, `${name} other`]) {
    const data = { topic: 'other', subject, body: 'Is anybody there?' }
    const opened = await requester.request.post('/api/v1/tickets', { headers, data })
    numbers.push((await opened.json()).number)
  }
  const page = await visitor({ as: demoAccount('staff') })
  const rowOf = (index: number) =>
    page.getByRole('article').filter({ has: page.locator(`#ticket-${numbers[index]}`) })

  await test.step('a chosen filter is in the address, and its field keeps focus', async () => {
    await page.goto('/desk')
    const filter = page.locator('form[action="/desk"] [name=priority]')
    await filter.focus()
    await filter.selectOption('normal')
    await expect(page).toHaveURL(/priority=normal/)
    await expect(filter).toBeFocused()
    await expect(rowOf(0)).toBeVisible()
  })

  await test.step('a claimed ticket leaves the view, and ticks and dates stay', async () => {
    await rowOf(1).getByRole('checkbox').check()
    await page.locator('#bulk-snoozeDay-date').fill('2099-01-01')
    await rowOf(0).getByRole('link').first().focus()
    await page.keyboard.press('c')
    await expect(page.getByRole('status').getByText(say('tickets_desk_claimed'))).toBeVisible()
    await expect(rowOf(0)).toHaveCount(0)
    await expect(page.locator('[data-row] a:focus')).toHaveCount(1)
    await expect(rowOf(1).getByRole('checkbox')).toBeChecked()
    await expect(page.locator('#bulk-snoozeDay-date')).toHaveValue('2099-01-01')
  })

  await test.step('without a network the row stays, and the page says why', async () => {
    await rowOf(1).getByRole('link').first().focus()
    await page.context().setOffline(true)
    await page.keyboard.press('c')
    await expect(page.getByRole('alert').getByText(say('web_unreachable'))).toBeVisible()
    await page.context().setOffline(false)
    await page.keyboard.press('c')
    await expect(rowOf(1)).toHaveCount(0)
    await expect(page.getByText(say('web_unreachable'))).toBeHidden()
  })

  await test.step('going back shows the queue without the filter', async () => {
    await page.goBack()
    await expect(page).toHaveURL(/\/desk$/)
    await expect(page.locator('form[action="/desk"] [name=priority]')).toHaveValue('')
  })
})

test('a filter that was chosen before the scripts came is applied', async ({ visitor }) => {
  const page = await visitor({ as: demoAccount('staff') })
  const chosen = Promise.withResolvers<void>()
  await page.route('**/*.js', (route) => chosen.promise.then(() => route.continue()))
  await page.goto('/desk', { waitUntil: 'commit' })
  await page.locator('form[action="/desk"] [name=priority]').selectOption('normal')
  chosen.resolve()
  await expect(page).toHaveURL(/priority=normal/)
})

test('a refused approval is shown, and keys still act on its row', async ({ say, visitor }) => {
  const page = await visitor({ as: demoAccount('staff') })
  await page.goto('/moderation?show=approval')
  // Tests beside this one add rows and take some away.
  const name = await page.getByRole('article').last().getAttribute('aria-labelledby')
  const row = page.locator(`article[aria-labelledby='${name}']`)
  const title = row.getByRole('link').first()
  await row
    .locator('[name=revision]')
    .first()
    .evaluate((field) => field.setAttribute('value', 'x'))
  // Its script comes after the page.
  await page.waitForFunction(() => customElements.get('row-shortcuts'))
  await title.focus()
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { name: say('web_form_refused_title') })).toBeInViewport()
  await expect(title).toBeFocused()
})
