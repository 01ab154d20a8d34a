import type { Page } from '@playwright/test'
import { expect, test } from '../forum.ts'

const order = 'ORD-2027-0310-99887766'

async function openTicket(requester: Page, origin: string, subject: string) {
  const data = { topic: 'other', subject, body: 'Ordered yesterday, nothing came.' }
  const answer = await requester.request.post('/api/v1/tickets', { headers: { origin }, data })
  expect(answer.status()).toBe(201)
  return (await answer.json()) as { number: string }
}

test('an admin defines a detail, its requester gives it, and an agent finds the ticket', async ({
  forumAt,
  say,
  visitor
}) => {
  const forum = await forumAt('2027-03-10T12:00:00Z')
  const baseURL = forum.origin
  const [admin, requester, agent] = [
    await visitor({ baseURL }),
    await visitor({ baseURL, javaScriptEnabled: false }),
    await visitor({ baseURL })
  ]
  await forum.signIn(admin.context(), { role: 'admin' })
  await forum.signIn(requester.context(), {})
  await forum.signIn(agent.context(), { role: 'staff', capabilities: ['desk'] })

  await test.step('a detail has a pattern, which its example must match', async () => {
    await admin.goto('/admin/desk-facts')
    await admin.locator('[name=kind]').selectOption('pattern')
    for (const label of await admin.locator('[name^="labels."]').all())
      await label.fill('Member code')
    await admin.locator('[name=pattern]').fill('MC[0-9]{6}')
    await admin.locator('[name=example]').fill('MC12')
    const add = admin.getByRole('button', { name: say('tickets_custom_facts_new') })
    await add.click()
    await expect(admin.locator('[name=example]')).toHaveAttribute('aria-invalid', 'true')
    await expect(admin.locator('[name=pattern]')).toHaveValue('MC[0-9]{6}')
    await admin.locator('[name=example]').fill('MC123456')
    await add.click()
    await expect(admin.getByRole('link', { name: 'Member code' })).toBeVisible()
  })

  await test.step('a topic asks for it, and for the order', async () => {
    await admin.goto('/admin/desk-topics/other')
    await admin.locator('[name="form.fact_member_code"]').selectOption('needed')
    await admin.locator('[name="form.order_id"]').selectOption('helpful')
    await admin.getByRole('button', { name: say('web_save') }).click()
    await admin.waitForURL(/^[^?]*\/admin\/desk-topics$/)
  })

  const { number } = await openTicket(requester, baseURL, 'Where is my order?')

  await test.step('its requester reads what is wrong, and gives both', async () => {
    await requester.goto(`/tickets/${number}`)
    const code = requester.locator('[name="facts.fact_member_code"]')
    const save = requester.getByRole('button', { name: say('tickets_facts_save') })
    await code.fill('12')
    await requester.locator('[name="facts.order_id"]').fill(order)
    await save.click()
    await expect(code).toHaveAttribute('aria-invalid', 'true')
    await expect(code).toHaveValue('12')
    await code.fill('MC654321')
    await save.click()
    await expect(requester.getByText(say('tickets_facts_complete'))).toBeVisible()
  })

  await test.step('an agent finds it by the order however it is written, with a reason', async () => {
    await agent.goto('/desk/look-up')
    const look = agent.getByRole('button', { name: say('tickets_lookup_button') })
    await agent.getByLabel(say('tickets_lookup_value')).fill('ORD-2027-0310-99887767')
    await agent.getByLabel(say('tickets_lookup_reason')).fill('A call about this order')
    await look.click()
    await expect(agent.getByText(say('tickets_lookup_none'))).toBeVisible()
    await agent.getByLabel(say('tickets_lookup_value')).fill(order.replaceAll('-', ' '))
    await look.click()
    await agent.getByRole('link', { name: 'Where is my order?' }).click()
    await agent.getByRole('button', { name: say('tickets_facts_show') }).click()
    await expect(agent.getByRole('row', { name: 'Member code' })).toContainText('MC654321')
  })
})

test('a rule says what it would do, and does it once it is enabled', async ({
  forumAt,
  say,
  visitor
}) => {
  const forum = await forumAt('2027-03-10T12:00:00Z')
  const baseURL = forum.origin
  const [requester, lead] = [await visitor({ baseURL }), await visitor({ baseURL })]
  await forum.signIn(requester.context(), {})
  await forum.signIn(lead.context(), { role: 'staff', capabilities: ['desk'] })
  const before = await openTicket(requester, baseURL, 'A refund for my order')
  await forum.moveTo('2027-03-10T12:01:00Z')

  await test.step('a new rule rests, and lists the tickets that it would have changed', async () => {
    await lead.goto('/desk/rules')
    const add = lead.locator('details').filter({ has: lead.locator('#name') })
    await add.locator('summary').click()
    await add.locator('#name').fill('Refunds')
    await add.locator('[name=words]').fill('refund')
    await add.locator('[name=tags]').fill('refund')
    await add.locator('[name=priority]').selectOption('high')
    await add.getByRole('button', { name: say('tickets_rule_try') }).click()
    await expect(lead.getByText(say('tickets_rule_is_off'))).toBeVisible()
    await expect(lead.getByRole('link', { name: 'A refund for my order' })).toBeVisible()
  })

  await test.step('enabled, it changes the next ticket, and says that it did', async () => {
    await lead.getByRole('button', { name: say('tickets_rule_switch_on') }).click()
    await expect(lead.getByText(say('tickets_rule_is_on'))).toBeVisible()
    const { number } = await openTicket(requester, baseURL, 'Another refund')
    await forum.moveTo('2027-03-10T12:05:00Z')
    await lead.goto(`/desk/${number}`)
    await expect(lead.getByLabel(say('tickets_priority'), { exact: true })).toHaveValue('high')
    await expect(lead.getByRole('region', { name: say('tickets_conversation') })).toContainText(
      'Refunds'
    )
    await lead.goto(`/desk/${before.number}`)
    await expect(lead.getByLabel(say('tickets_priority'), { exact: true })).toHaveValue('normal')
  })
})
