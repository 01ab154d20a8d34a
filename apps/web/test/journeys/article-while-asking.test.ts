import type { Page } from '@playwright/test'
import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'

/** Sends a request of the open page to the API. */
const send = (page: Page, method: string, path: string, body: object = {}) =>
  page.evaluate(
    async (request) => {
      const headers = { 'content-type': 'application/json' }
      const init = { method: request.method, headers, body: JSON.stringify(request.body) }
      const answer = await fetch(`/api/v1${request.path}`, request.method === 'GET' ? {} : init)
      return answer.json().catch(() => ({}))
    },
    { method, path, body }
  )

/** An article in a language that staff write and an admin publishes. */
async function publishArticle(staff: Page, admin: Page, language: string, title: string) {
  const body = '# First\n\nOpen the wallet.'
  const words = { language, kind: 'faq', title, summary: `${title}!`, body }
  const { id } = await send(staff, 'POST', '/articles', words)
  for (const page of [staff, admin]) {
    const { snapshot } = await send(page, 'GET', `/articles/${id}/translations/${language}`)
    const { revision } = snapshot
    await send(page, 'POST', `/articles/${id}/translations/${language}/publication`, { revision })
  }
}

test('an agent links an article in an answer with one key', async ({ locale, say, visitor }) => {
  const name = ownName()
  const title = locale === 'en' ? `Basalt [${name}] is late` : `玄武岩 [${name}] 延迟`
  const [staff, admin, member] = [
    await visitor({ as: demoAccount('staff') }),
    await visitor({ as: demoAccount('admin') }),
    await visitor({ as: demoAccount('member') })
  ]
  for (const page of [staff, admin, member]) await page.goto('/')
  await publishArticle(staff, admin, locale ?? 'en', title)
  const ticket = { topic: 'other', subject: title, body: title }
  const { number } = await send(member, 'POST', '/tickets', ticket)
  await staff.goto(`/desk/${number}`)
  await expect(staff.locator('ticket-composer:defined')).toBeVisible()
  await staff.keyboard.press('l')
  await staff.keyboard.type(name)
  await expect(staff.getByRole('option', { name: title, selected: true })).toBeVisible()
  await staff.keyboard.press('Enter')
  await expect(staff.locator('#body')).toBeFocused()
  await expect(staff.locator('#body')).toHaveValue(/\\\[reader.*\]\(http.*\/articles\//)
  await staff.getByRole('button', { name: say('tickets_send_requester'), exact: true }).click()
  await expect(staff.getByRole('link', { name: title })).toBeVisible()
})

test('an article answers a question before it is asked, with and without scripts', async ({
  locale,
  say,
  visitor
}) => {
  const name = ownName()
  const title = locale === 'en' ? `Obsidian ${name} is refused` : `黑曜石 ${name} 被拒绝`
  const [staff, admin] = [
    await visitor({ as: demoAccount('staff') }),
    await visitor({ as: demoAccount('admin') })
  ]
  for (const page of [staff, admin]) await page.goto('/')
  await publishArticle(staff, admin, locale ?? 'en', title)
  const asker = await visitor({ as: demoAccount('member') })
  const question = asker.getByLabel(say('web_ask_title_label'))

  await test.step('it is found while the title is typed, and opens beside it', async () => {
    await expect(async () => {
      await asker.goto('/ask')
      await question.fill(`${title} ?`)
      const found = asker.locator('matching-articles').getByRole('link', { name: title })
      await expect(found).toBeVisible({ timeout: 2_000 })
    }).toPass()
    const opened = asker.waitForEvent('popup')
    await asker.locator('matching-articles').getByRole('link', { name: title }).click()
    await expect((await opened).getByRole('heading', { level: 1, name: title })).toBeVisible()
  })
  await test.step('the asker says that it helped', async () => {
    await asker.getByRole('button', { name: say('articles_before_helped') }).click()
    await expect(asker.getByText(say('articles_before_thanks'))).toBeVisible()
  })
  await test.step('without scripts it stands above what the check finds', async () => {
    const plain = await visitor({ as: demoAccount('member2'), javaScriptEnabled: false })
    await plain.goto('/ask')
    await plain.getByLabel(say('web_ask_title_label')).fill(title)
    await plain.getByRole('button', { name: say('web_ask_check') }).click()
    await expect(plain.getByRole('link', { name: title })).toBeVisible()
    await plain
      .getByRole('button', { name: say('articles_before_helped') })
      .first()
      .click()
    await expect(plain.getByText(say('articles_before_thanks'))).toBeVisible()
    await expect(plain.getByLabel(say('web_ask_title_label'))).toHaveValue(title)
  })
})
