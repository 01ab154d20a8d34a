import type { Page } from '@playwright/test'
import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { publishArticle, send } from '../publishing.ts'
import { ask } from '../steps.ts'

const isLink = /\\\[reader.*\]\(http.*\/articles\//
const isText = /^Open the wallet\.$/m

/** Finds an article by one key and its name, and picks it; what was inserted follows. */
async function insert(page: Page, title: string, name: string, keys: string) {
  const box = page.locator('#body')
  await page.keyboard.press('l')
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name: title, selected: true })).toBeVisible()
  await page.keyboard.press(keys)
  await expect(box).toHaveValue(keys === 'Enter' ? isLink : isText)
  await expect(box).toBeFocused()
  await box.blur()
}

test('staff insert the link or the text of an article with a few keys', async ({
  locale,
  say,
  visitor
}) => {
  const name = ownName()
  const title = locale === 'en' ? `Basalt [${name}] is late` : `玄武岩 [${name}] 延迟`
  const [staff, admin, member] = [
    await visitor({ as: demoAccount('staff') }),
    await visitor({ as: demoAccount('admin') }),
    await visitor({ as: demoAccount('member') })
  ]
  await publishArticle(staff, admin, { language: locale ?? 'en', title })
  await member.goto('/')

  await test.step('in the answer to a ticket', async () => {
    const ticket = { topic: 'other', subject: title, body: title }
    const { number } = await send(member, 'POST', '/tickets', ticket)
    await staff.goto(`/desk/${number}`)
    await expect(staff.locator('ticket-composer:defined')).toBeVisible()
    for (const keys of ['Shift+Enter', 'Enter']) await insert(staff, title, name, keys)
    await staff.getByRole('button', { name: say('tickets_send_requester'), exact: true }).click()
    await expect(staff.getByRole('link', { name: title }).first()).toBeVisible()
  })
  await test.step('in a reply in public', async () => {
    await ask(member, say, { category: 'deposits', title, body: name })
    await staff.goto(member.url())
    await expect(staff.locator('article-link:defined')).toBeVisible()
    for (const keys of ['Shift+Enter', 'Enter']) await insert(staff, title, name, keys)
    await staff.getByRole('button', { name: say('web_reply_button'), exact: true }).click()
    await expect(staff.locator('#p2').getByRole('link', { name: title }).first()).toBeVisible()
  })
})
