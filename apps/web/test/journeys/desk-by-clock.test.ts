import { expect, test } from '../forum.ts'
import { ask, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'My card was charged twice',
    body: 'One purchase on Tuesday, two lines on the bill.',
    reason: 'The bill has my address on it.',
    summary: 'The second charge has been returned.',
    official: 'Some cards were charged twice on Tuesday; every second charge has been returned.'
  },
  'zh-CN': {
    title: '银行卡被重复扣款',
    body: '周二只买了一次，账单上却有两笔。',
    reason: '账单上有我的地址。',
    summary: '多扣的一笔已退回。',
    official: '周二部分银行卡被重复扣款，多扣的款项均已退回。'
  }
}

test('a snoozed ticket returns in the morning, and its requester keeps it private', async ({
  forumAt,
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  // A Wednesday.
  const forum = await forumAt('2027-03-10T12:00:00Z')
  const baseURL = forum.origin
  const requester = await visitor({ ...phone, baseURL, javaScriptEnabled: false })
  await forum.signIn(requester.context(), {})
  const comesToWork = async () => {
    const agent = await visitor({ baseURL })
    await forum.signIn(agent.context(), { role: 'staff', capabilities: ['desk'], timeZone: 'UTC' })
    return agent
  }
  await forum.category('cards')
  let staff = await comesToWork()
  const row = () => staff.getByRole('article').filter({ hasText: words.title })
  let thread = ''

  await test.step('a thread is escalated', async () => {
    await ask(requester, say, { category: 'cards', title: words.title, body: words.body })
    thread = requester.url()
    await requester.getByRole('link', { name: say('tickets_escalate') }).click()
    await requester.locator('input[name=topic][value=other]').check()
    await requester.getByLabel(say('tickets_reason')).fill(words.reason)
    await requester.getByRole('button', { name: say('tickets_submit') }).click()
    await expect(requester).toHaveURL(/\/tickets\/[A-Z0-9-]{14}$/)
  })

  await test.step('the desk snoozes it until tomorrow, and keeps a draft', async () => {
    await staff.goto('/desk')
    await row().getByRole('link', { name: words.title }).click()
    await staff.getByLabel(say('tickets_reply_to'), { exact: true }).fill(words.summary)
    await staff.getByRole('button', { name: say('tickets_snooze'), exact: true }).click()
    await expect(staff.getByRole('button', { name: say('tickets_snooze_end') })).toBeVisible()
    await expect(staff.getByLabel(say('tickets_reply_to'), { exact: true })).toHaveValue(
      words.summary
    )
    // A reload sends nothing again.
    await expect(staff).toHaveURL(/\/desk\/[A-Z0-9-]{14}\?view=unassigned&[^/]*$/)
  })

  await test.step('it is out of the queue, and says until when', async () => {
    await staff.goto('/desk')
    await expect(row()).toHaveCount(0)
    await staff.getByRole('link', { name: say('tickets_desk_view_snoozed') }).click()
    await expect(row()).toContainText('09:00')
  })

  await test.step('in the morning it is back in the queue, unassigned', async () => {
    await staff.close()
    await forum.moveTo('2027-03-11T09:00:30Z')
    staff = await comesToWork()
    await staff.goto('/desk')
    await expect(row()).toBeVisible()
  })

  await test.step('the desk resolves it and proposes an answer for everybody', async () => {
    await row().getByRole('link', { name: words.title }).click()
    await staff.getByText(say('tickets_resolve'), { exact: true }).click()
    await staff.getByLabel(say('tickets_resolve_summary')).fill(words.summary)
    await staff.getByLabel(say('tickets_resolve_publish')).fill(words.official)
    await staff.getByRole('button', { name: say('tickets_resolve_button') }).click()
    await expect(staff.getByText(words.official)).toBeVisible()
  })

  await test.step('its requester sees it first and objects', async () => {
    await requester.reload()
    await expect(requester.getByText(words.official)).toBeVisible()
    await requester.getByRole('button', { name: say('tickets_answer_object') }).click()
    await expect(requester.getByText(say('tickets_answer_objected'))).toBeVisible()
    await staff.reload()
    await expect(staff.getByText(say('tickets_desk_answer_objected'))).toBeVisible()
  })

  await test.step('a day later nothing is public', async () => {
    // The staff's session ends with the day, and the open ticket would keep sending requests.
    await staff.close()
    await forum.moveTo('2027-03-12T10:00:00Z')
    const guest = await visitor({ baseURL })
    await guest.goto(thread)
    await expect(guest.getByRole('heading', { level: 1 })).toHaveText(words.title)
    await expect(guest.getByText(words.official)).toHaveCount(0)
  })
})
