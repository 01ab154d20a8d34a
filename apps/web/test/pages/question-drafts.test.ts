import type { Page } from '@playwright/test'
import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'

type Say = (key: string, params?: Record<string, unknown>) => string

const fieldsOf = (page: Page, say: Say) => ({
  title: page.getByLabel(say('web_ask_title_label')),
  body: page.getByLabel(say('web_ask_body'), { exact: true })
})

const saved = (page: Page) => page.waitForResponse((answer) => answer.url().includes('/drafts/ask'))

test('a new question overwrites no draft, in the same tab or in another', async ({
  account,
  say,
  visitor
}) => {
  const member = await account()
  const page = await visitor({ as: member })
  const one = `First ${ownName()}`
  const two = `Second ${ownName()}`

  await test.step('a question that was begun stays after reloading', async () => {
    await page.goto('/ask?category=lounge')
    const done = saved(page)
    await fieldsOf(page, say).title.fill(one)
    await done
    await expect(page).toHaveURL(/\/ask\?draft=ask:/)
    await page.reload()
    await expect(fieldsOf(page, say).title).toHaveValue(one)
    await expect(page.getByRole('link', { name: say('web_ask_draft_start_new') })).toBeVisible()
  })

  await test.step('a second one is another draft', async () => {
    await page.getByRole('link', { name: say('web_ask_draft_start_new') }).click()
    await expect(fieldsOf(page, say).title).toHaveValue('')
    const done = saved(page)
    await fieldsOf(page, say).title.fill(two)
    await done
    await page.goto('/drafts')
    for (const title of [one, two])
      await expect(page.getByRole('link', { name: title })).toBeVisible()
  })

  await test.step('what two windows type into one draft becomes two', async () => {
    await page.getByRole('link', { name: two }).click()
    const other = await page.context().newPage()
    await other.goto(page.url())
    for (const [window, words] of [
      [page, 'Typed here.'],
      [other, 'Typed there.']
    ] as const) {
      await fieldsOf(window, say).body.fill(words)
      const status = window === page ? 'web_composer_saved' : 'problem_draft_changed_detail'
      await expect(window.getByText(say(status))).toBeVisible()
    }
    await other.goto('/drafts')
    for (const words of ['Typed here.', 'Typed there.'])
      await expect(other.getByText(words)).toBeVisible()
    await other.close()
  })
})

test('a guest’s question in this browser is offered, and fills nothing by itself', async ({
  say,
  visitor
}) => {
  const page = await visitor()
  const title = `Guest ${ownName()}`
  await page.goto('/ask')
  await fieldsOf(page, say).title.fill(title)
  await expect(page.getByText(say('web_composer_saved'))).toBeVisible()
  await page.goto('/ask')
  await expect(page.locator('browser-draft')).toContainText(title)
  await expect(fieldsOf(page, say).title).toHaveValue('')
  await page.getByRole('link', { name: say('web_drafts_continue') }).click()
  await expect(fieldsOf(page, say).title).toHaveValue(title)
  await expect(page.getByRole('link', { name: say('web_ask_draft_start_new') })).toBeVisible()
  await page.getByRole('button', { name: say('web_drafts_discard') }).click()
  await expect(page.locator('browser-draft')).toBeHidden()
  await expect(fieldsOf(page, say).title).toHaveValue('')
})
