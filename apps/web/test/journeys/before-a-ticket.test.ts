import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, phone } from '../steps.ts'

const texts = {
  en: {
    solved: 'How long does a risk check of a deposit take?',
    body: 'It says that the check goes on, since this morning.',
    reply: 'Usually minutes; on busy days up to six hours.',
    own: 'Risk check of my deposit goes on',
    typed: 'My deposit waits for its risk check',
    incident: 'Some deposits are delayed at the risk check'
  },
  'zh-CN': {
    solved: '充值的风险检查一般要多久？',
    body: '从早上起一直显示检查中，想问问平时要等多长时间。',
    reply: '平时几分钟，高峰时最多六小时。',
    own: '我的充值还在风险检查',
    typed: '充值一直卡在风险检查',
    incident: '部分充值的风险检查时间偏长'
  }
}

test('incidents, own tickets and solved threads are suggested while typing a ticket', async ({
  account,
  baseURL,
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  const solved = `${words.solved} ${ownName()}`
  const [asker, stranger] = await Promise.all([account(), account()])
  const page = await visitor({ as: asker })

  await test.step('a question is solved in the community', async () => {
    await ask(page, say, { category: 'deposits', title: solved, body: words.body })
    const staff = await visitor({ as: demoAccount('staff') })
    await staff.goto(page.url())
    await answer(staff, say, words.reply)
    await page.reload()
    await page.getByRole('button', { name: say('web_accept'), exact: true }).click()
    await expect(page.getByRole('region', { name: say('web_accepted'), exact: true })).toBeVisible()
  })

  await test.step('its asker has an open ticket', async () => {
    const data = { topic: 'deposit_withdrawal', subject: words.own, body: words.body }
    const headers = { origin: String(baseURL) }
    const opened = await page.request.post('/api/v1/tickets', { headers, data })
    expect(opened.status()).toBe(201)
  })

  const titleOf = async (client: typeof page, title: string) => {
    await client.getByLabel(say('tickets_subject')).fill('')
    await client.getByLabel(say('tickets_subject')).fill(title)
  }

  await test.step('both, and the incident, are suggested below the subject of a new ticket', async () => {
    await page.goto('/tickets/new')
    const list = page.locator('before-ticket')
    // The new thread is found once it is indexed.
    await expect(async () => {
      await titleOf(page, words.typed)
      for (const name of [words.incident, words.own, solved])
        await expect(list.getByRole('link', { name })).toBeVisible({ timeout: 2000 })
    }).toPass()
    await expect(list.getByText(say('tickets_before_title'))).toBeVisible()
    await titleOf(page, '…')
    await expect(list.getByRole('link')).toHaveCount(0)
  })

  await test.step('other members do not see that ticket', async () => {
    const other = await visitor({ as: stranger })
    await other.goto('/tickets/new')
    await titleOf(other, words.typed)
    const list = other.locator('before-ticket')
    await expect(list.getByRole('link', { name: words.incident })).toBeVisible()
    await expect(list.getByRole('link', { name: words.own })).toHaveCount(0)
  })

  await test.step('without JavaScript they are shown before it is sent', async () => {
    const plain = await visitor({ ...phone, as: asker, javaScriptEnabled: false })
    await plain.goto('/tickets/new')
    await plain.locator('input[name=topic][value=deposit_withdrawal]').check()
    await plain.getByLabel(say('tickets_subject')).fill(words.typed)
    await plain.getByLabel(say('tickets_body'), { exact: true }).fill(words.body)
    await plain.getByRole('button', { name: say('tickets_submit'), exact: true }).click()
    const list = plain.getByRole('region', { name: say('tickets_before_title') })
    for (const name of [words.incident, words.own, solved])
      await expect(list.getByRole('link', { name })).toBeVisible()
    await plain.getByRole('button', { name: say('tickets_submit_all_the_same') }).click()
    await expect(plain).toHaveURL(/\/tickets\/[A-Z0-9-]{14}$/)
  })
})
