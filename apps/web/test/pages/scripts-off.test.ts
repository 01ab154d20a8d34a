import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, findBySearch, signInByForm } from '../steps.ts'

const plain = { javaScriptEnabled: false }

test('without JavaScript a reader searches, signs in, asks, replies and accepts', async ({
  account,
  say,
  visitor
}) => {
  const title = `TRC20 ${ownName()}`
  const [asker, other] = await Promise.all([account(), account()])
  const page = await visitor(plain)

  await test.step('reads a thread and its second page', async () => {
    await findBySearch(page, say, '"TRC20 充值延迟汇总"')
    await page.getByRole('main').getByRole('link', { name: 'TRC20 充值延迟汇总' }).first().click()
    await expect(page.getByRole('article').first()).toBeVisible()
    await page
      .getByRole('link', { name: say('web_pager_next') })
      .first()
      .click()
    await expect(page.getByRole('article').last()).toBeVisible()
  })

  await test.step('writes a question and signs in; the text is still there', async () => {
    await page.goto('/ask?category=deposits')
    await page.getByLabel(say('web_ask_title_label')).fill(title)
    await page
      .getByLabel(say('web_ask_body'), { exact: true })
      .fill('**Confirmed**, but not credited. 已确认，未到账。')
    await page
      .getByRole('main')
      .getByRole('button', { name: say('web_sign_in') })
      .click()
    await signInByForm(page, say, asker)
    await expect(page.getByLabel(say('web_ask_title_label'))).toHaveValue(title)
  })

  await test.step('asks', async () => {
    await page.getByRole('button', { name: say('web_ask_submit') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.locator('#p1 strong')).toHaveText('Confirmed')
  })

  await test.step('somebody replies, and the asker accepts', async () => {
    const replying = await visitor({ ...plain, as: other })
    await replying.goto(page.url())
    await answer(replying, say, 'Small deposits wait. 小额会等。')
    await page.reload()
    await page
      .locator('#p2')
      .getByRole('button', { name: say('web_accept'), exact: true })
      .click()
    await expect(page.getByRole('main').getByText(say('web_state_solved')).first()).toBeVisible()
  })
})

test('without JavaScript a refused form says what is wrong and keeps what was typed', async ({
  account,
  say,
  visitor
}) => {
  const page = await visitor({ ...plain, as: await account() })
  await page.goto('/ask?category=deposits')
  await page.getByLabel(say('web_ask_title_label')).fill('x')
  await page.getByLabel(say('web_ask_body'), { exact: true }).fill('What was typed stays.')
  await page.getByRole('button', { name: say('web_ask_submit') }).click()
  await expect(page.getByRole('alert')).toContainText(say('web_ask_title_label'))
  await expect(page.getByLabel(say('web_ask_body'), { exact: true })).toHaveValue(
    'What was typed stays.'
  )
})

test('without JavaScript a draft stays when another button is pressed', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const page = await visitor({ ...plain, as: await account() })
  const begun = 'Half a sentence'
  const field = page.locator('textarea[name=body]')

  await test.step('a reply', async () => {
    await page.goto('/t/1')
    await field.fill(begun)
    await page
      .locator('#p1')
      .getByRole('button', { name: say('web_vote') })
      .click()
    await expect(field).toHaveValue(begun)
    await page
      .locator('#p1')
      .getByRole('button', { name: say('web_quote') })
      .click()
    await expect(field).toHaveValue(new RegExp(`^${begun}\\n\\n> `))
  })

  await test.step('a message of a ticket, whose facts the enter key saves', async () => {
    const data = { topic: 'deposit_withdrawal', subject: begun, body: 'It is not there.' }
    const headers = { origin: String(baseURL) }
    const opened = await page.request.post('/api/v1/tickets', { headers, data })
    await page.goto((await opened.json()).url)
    await field.fill(begun)
    const network = page.locator('input[name="facts.network"]')
    await network.fill('Tron')
    await network.press('Enter')
    await expect(field).toHaveValue(begun)
    await expect(network).toHaveValue('Tron')
    await page.getByText(say('tickets_close'), { exact: true }).first().click()
    await page.getByRole('button', { name: say('tickets_close') }).click()
    await expect(page.getByText(say('tickets_not_sent'))).toBeVisible()
    await expect(page.locator('textarea[readonly]')).toHaveValue(begun)
  })
})
