import { demoAccount, ownName, type Account } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { mailTo } from '../mailbox.ts'
import { answer, findBySearch, signUp } from '../steps.ts'

const questions = {
  en: {
    title: 'Deposit not credited after twenty confirmations',
    more: ', error {code}',
    body: 'I sent USDT to my deposit address this morning. The explorer says **confirmed**.',
    reply: 'Was it below the minimum? Small deposits wait until the sum is large enough.'
  },
  'zh-CN': {
    title: '充值已确认二十次仍未到账',
    more: '，提示 {code}',
    body: '今天早上往充值地址转了 USDT，浏览器上显示**已确认**，账户里还是没有。',
    reply: '金额是不是低于最小充值额？小额会等到累计够了才入账。'
  }
}

test('a guest’s question survives signing up, is answered, accepted and found', async ({
  locale,
  say,
  visitor
}) => {
  const { title, more, body, reply } = questions[locale === 'en' ? 'en' : 'zh-CN']
  const code = `E-${ownName().slice(-8)}`
  const question = title + more.replace('{code}', code)
  const asker: Account = {
    username: ownName(),
    email: `${ownName()}@journeys.test`,
    password: 'a lantern above four quiet harbours'
  }
  const page = await visitor()

  await test.step('a guest finds nothing and writes a question', async () => {
    await findBySearch(page, say, code)
    await expect(page.getByText(say('web_search_none', { query: code }))).toBeVisible()
    await page.getByRole('link', { name: say('web_search_ask') }).click()
    await expect(page.getByLabel(say('web_ask_title_label'))).toHaveValue(code)
    await page.getByLabel(say('web_ask_title_label')).fill(title)
    await expect(page.locator('similar-threads').getByRole('link').first()).toBeVisible()
    await page.getByLabel(say('web_ask_category'), { exact: true }).selectOption({ index: 3 })
    await page.getByLabel(say('web_ask_body'), { exact: true }).fill(body)
  })

  await test.step('signs up and verifies with the emailed code; the text is still there', async () => {
    await page
      .getByRole('main')
      .getByRole('button', { name: say('web_sign_up') })
      .click()
    await signUp(page, say, asker)
    const mail = await mailTo(asker.email, /^\d{6}$/m)
    await page.getByLabel(say('web_verify_code')).fill(/^\d{6}$/m.exec(mail.text ?? '')?.[0] ?? '')
    await page.getByRole('button', { name: say('web_verify_title') }).click()
    const button = say('web_ask_submit')
    await expect(page.getByText(say('web_ask_resumed', { button }))).toBeVisible()
    await expect(page.getByLabel(say('web_ask_title_label'))).toHaveValue(title)
    await expect(page.getByLabel(say('web_ask_body'), { exact: true })).toHaveValue(body)
  })

  await test.step('adds a screenshot and posts', async () => {
    await page.getByLabel(say('web_ask_title_label')).fill(question)
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: say('web_composer_image') }).click()
    const picture = { name: 'wallet.png', mimeType: 'image/png', buffer: await page.screenshot() }
    await (await chooser).setFiles(picture)
    await page.getByRole('button', { name: say('guards_cover_upload'), exact: true }).click()
    await expect(page.getByLabel(say('web_ask_body'), { exact: true })).toHaveValue(
      /!\[.*\]\(\S+\)/
    )
    await page.getByRole('button', { name: say('web_ask_submit') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(question)
    const image = page.locator('#p1 img')
    await expect
      .poll(() => image.evaluate((it: HTMLImageElement) => it.naturalWidth))
      .toBeGreaterThan(100)
  })

  await test.step('somebody answers', async () => {
    const other = await visitor({ as: demoAccount('volunteer') })
    await other.goto(page.url())
    await answer(other, say, reply)
  })

  await test.step('the asker is notified on the page', async () => {
    await expect(async () => {
      await page.goto('/')
      await page
        .getByRole('link', { name: say('web_bell_label', { count: 1 }) })
        .click({ timeout: 2000 })
    }).toPass()
    await page.locator('notification-rows').getByRole('link').first().click()
    await expect(page).toHaveURL(/\/t\/\d+\/[^/]*#p2$/)
  })

  await test.step('sees without a pointer how to accept, and accepts the answer', async () => {
    const accept = page.locator('#p2').getByRole('button', { name: say('web_accept'), exact: true })
    await expect(accept).toHaveCSS('opacity', '1')
    await accept.click()
    const accepted = page.getByRole('region', { name: say('web_accepted'), exact: true })
    await expect(accepted.getByText(reply)).toBeInViewport()
  })

  await test.step('the next visitor finds it', async () => {
    const next = await visitor()
    await findBySearch(next, say, code)
    await next.getByRole('link', { name: question }).click()
    const accepted = next.getByRole('region', { name: say('web_accepted'), exact: true })
    await expect(accepted.getByText(reply)).toBeVisible()
  })
})
