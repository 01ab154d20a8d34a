import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { ask, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'Deposit confirmed on chain but not credited',
    body: 'Twenty confirmations, and the balance has not moved since this morning.',
    reason: 'Support needs the transaction, which I do not want to post.',
    question: 'Which network did you use?',
    note: 'Same pattern as yesterday.',
    summary: 'We have credited it.',
    still: 'It is still not there.',
    official: 'Deposits of this token were delayed by maintenance; all are credited by now.'
  },
  'zh-CN': {
    title: '链上已确认但充值未到账',
    body: '已有二十次确认，从早上到现在余额一直没有变化。',
    reason: '客服需要核对交易，我不想公开贴出来。',
    question: '请问您使用的是哪条网络？',
    note: '与昨天的情况相同。',
    summary: '我们已为您入账。',
    still: '还是没有到账。',
    official: '因维护，该币种的充值有所延迟，目前均已入账。'
  }
}

test('a thread becomes a private ticket, which ends in an official answer', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  const txid = `TX${ownName()}`
  const [asker, stranger] = await Promise.all([account(), account()])
  const page = await visitor({ ...phone, as: asker, timezoneId: 'Asia/Shanghai' })
  const staff = await visitor({ as: demoAccount('staff') })
  const guest = await visitor()
  let number = ''
  const typed = Promise.withResolvers<undefined>()

  await test.step('the asker escalates the thread', async () => {
    const title = `${words.title} ${ownName()}`
    await ask(page, say, { category: 'deposits', title, body: words.body })
    await page.getByRole('link', { name: say('tickets_escalate') }).click()
    await page.locator('input[name=topic][value=deposit_withdrawal]').check()
    await page.getByLabel(say('tickets_reason')).fill(words.reason)
    await page.route('**/enhance/ticket-facts.*.js', async (route) => {
      await typed.promise
      await route.continue()
    })
    await page.getByRole('button', { name: say('tickets_submit') }).click()
    await expect(page).toHaveURL(/\/tickets\/[A-Z0-9-]{14}$/)
    number = page.url().split('/').at(-1) ?? ''
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('link', { name: say('tickets_own') }).click()
    await expect(page.getByText(say('tickets_wait_where'))).toBeVisible()
  })

  await test.step('and gives the transaction to support only, before the script loads', async () => {
    await expect(page.getByText(say('tickets_facts_missing', { count: 3 }))).toBeVisible()
    await page.getByLabel(say('tickets_fact_transaction_id')).fill(txid)
    typed.resolve(undefined)
    await expect(page.getByText(say('tickets_facts_missing', { count: 2 }))).toBeVisible()
    await expect(page.getByText(say('tickets_facts_saved'), { exact: true })).toBeVisible()
    const saved = page.waitForResponse(/\/facts$/)
    await page.getByLabel(say('tickets_fact_happened_at')).fill('2026-11-28T21:30')
    expect((await saved).request().postData()).toContain('2026-11-28T21:30[Asia/Shanghai]')
  })

  await test.step('a guest, another member and a volunteer see no ticket', async () => {
    await guest.goto(`/tickets/${number}`)
    await expect(guest).toHaveURL(/\/sign-in/)
    for (const as of [stranger, demoAccount('volunteer')]) {
      const other = await visitor({ as })
      const answered = await other.request.get(`/api/v1/tickets/${number}`)
      expect(answered.status()).toBe(404)
    }
  })

  await test.step('the desk reads the facts, asks a question and adds a note', async () => {
    await staff.goto('/desk?view=all&topic=deposit_withdrawal')
    await staff.goto(`/desk/${number}`)
    await staff.getByRole('button', { name: say('tickets_facts_show') }).click()
    await expect(staff.getByText(txid)).toBeVisible()
    const body = staff.getByLabel(say('tickets_reply_to'), { exact: true })
    await body.fill(words.note)
    const picture = { name: 'pool.png', mimeType: 'image/png', buffer: await staff.screenshot() }
    await staff.getByLabel(say('tickets_file_add')).setInputFiles(picture)
    await staff.getByRole('button', { name: say('guards_cover_add') }).click()
    await staff.getByRole('button', { name: say('guards_cover_upload'), exact: true }).click()
    await expect(body).toHaveValue(/!\[.*\]\(\S+\)/)
    await staff.getByLabel(say('tickets_note'), { exact: true }).check()
    await staff.getByRole('button', { name: say('tickets_save_note') }).click()
    await expect(staff.getByRole('article').filter({ hasText: words.note })).toBeVisible()
    await body.fill(words.question)
    await staff.getByRole('button', { name: say('tickets_send_requester') }).click()
    await expect(staff.getByRole('article').filter({ hasText: words.question })).toBeVisible()
  })

  await test.step('the thread shows that it is in progress, without the ticket number', async () => {
    await page.getByRole('link', { name: words.title }).first().click()
    // The question is delivered once the desk can no longer recall it.
    await expect(async () => {
      await page.reload()
      const shown = page.getByText(say('web_state_in_progress')).first()
      await expect(shown).toBeVisible({ timeout: 2000 })
    }).toPass()
    await guest.goto(page.url())
    await expect(guest.getByText(say('web_state_in_progress')).first()).toBeVisible()
    await expect(guest.getByText(number)).toHaveCount(0)
  })

  await test.step('the requester sees the question, not the note', async () => {
    await expect(async () => {
      await page.goto(`/tickets/${number}`)
      await expect(page.getByText(words.question)).toBeVisible({ timeout: 2000 })
    }).toPass()
    await expect(page.getByText(words.note)).toHaveCount(0)
  })

  await test.step('it is resolved, and its requester reopens it', async () => {
    await staff.getByText(say('tickets_resolve'), { exact: true }).click()
    await staff.getByLabel(say('tickets_resolve_summary')).fill(words.summary)
    await staff.getByRole('button', { name: say('tickets_resolve_button') }).click()
    await expect(staff.getByRole('article').filter({ hasText: words.summary })).toBeVisible()
    await page.reload()
    await page.getByLabel(say('tickets_reopen_label')).fill(words.still)
    await page.getByRole('button', { name: say('tickets_reopen') }).click()
    await expect(page.getByRole('article').filter({ hasText: words.still })).toBeVisible()
  })

  await test.step('the published answer may not contain a fact', async () => {
    await staff.goto(`/desk/${number}`)
    await staff.getByText(say('tickets_resolve'), { exact: true }).click()
    await staff.getByLabel(say('tickets_resolve_summary')).fill(words.summary)
    await staff.getByLabel(say('tickets_resolve_publish')).fill(`${words.official} ${txid}`)
    await staff.getByRole('button', { name: say('tickets_resolve_button') }).click()
    await expect(staff.getByText(say('field_tickets_leaks_fact')).first()).toBeVisible()
    await staff.getByLabel(say('tickets_resolve_publish')).fill(words.official)
    await staff.getByRole('button', { name: say('tickets_resolve_button') }).click()
    await expect(staff.getByText(say('tickets_answer_published'))).toBeVisible()
  })

  await test.step('the official answer is public in the thread', async () => {
    await guest.reload()
    await expect(guest.getByText(words.official).first()).toBeVisible()
    await expect(guest.getByText(say('web_state_resolved')).first()).toBeVisible()
    await expect(guest.getByText(txid)).toHaveCount(0)
  })
})
