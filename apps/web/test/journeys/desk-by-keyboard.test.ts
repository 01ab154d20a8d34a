import type { Page } from '@playwright/test'
import { expect, test } from '../forum.ts'

const count = 20
const subjectOf = (n: number) => `Deposit ${n} is missing`

async function openTickets(requester: Page, origin: string, tickets: number) {
  for (let n = 1; n <= tickets; n += 1) {
    const data = { topic: 'other', subject: subjectOf(n), body: 'Sent yesterday, not there.' }
    const answer = await requester.request.post('/api/v1/tickets', { headers: { origin }, data })
    expect(answer.status()).toBe(201)
  }
}

const ready = (page: Page) => expect(page.locator('ticket-composer:defined')).toBeVisible()

test('a support lead answers 20 tickets by keyboard, with 4 keys each', async ({
  forumAt,
  say,
  visitor
}) => {
  const forum = await forumAt('2027-03-10T12:00:00Z')
  const baseURL = forum.origin
  const requester = await visitor({ baseURL })
  await forum.signIn(requester.context(), {})
  await openTickets(requester, baseURL, count)
  const lead = await visitor({ baseURL })
  await forum.signIn(lead.context(), { role: 'staff', capabilities: ['desk'] })
  let keys = 0
  const press = async (key: string) => {
    keys += key.split('+').length
    await lead.keyboard.press(key)
  }

  await lead.goto('/desk?view=all&sort=age')
  await expect(lead.locator('live-queue:defined')).toBeVisible()
  await press('j')
  await press('Enter')
  for (let n = 1; n <= count; n += 1) {
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText(subjectOf(n))
    await expect(lead.getByText(say('tickets_place', { position: n, total: count }))).toBeVisible()
    await ready(lead)
    keys = 0
    await press('r')
    await lead.keyboard.type('Thanks, jkrnac: credited now.')
    await press('Control+Shift+Enter')
    expect(keys).toBeLessThanOrEqual(4)
  }
  await expect(lead.getByText(say('tickets_place_last'))).toBeVisible()
  await lead.goto('/desk?view=all&sort=age')
  await expect(lead.getByText(say('tickets_desk_answered'), { exact: true })).toHaveCount(count)
})

test('choices act at once and are undone; a note is tinted; a claim asks first', async ({
  forumAt,
  say,
  visitor
}) => {
  const forum = await forumAt('2027-03-10T12:00:00Z')
  const baseURL = forum.origin
  const [requester, one, other] = [
    await visitor({ baseURL }),
    await visitor({ baseURL }),
    await visitor({ baseURL })
  ]
  await forum.signIn(requester.context(), {})
  await openTickets(requester, baseURL, 1)
  const role = { role: 'staff', capabilities: ['desk'] }
  await forum.signIn(one.context(), { ...role, username: 'anna' })
  await forum.signIn(other.context(), { ...role, username: 'bert' })
  const priority = one.getByLabel(say('tickets_priority'), { exact: true })

  await test.step('a priority chosen by keyboard acts at Enter, and is undone', async () => {
    await one.goto('/desk?view=all')
    await one.getByRole('link', { name: subjectOf(1) }).click()
    await ready(one)
    await one.keyboard.press('p')
    await one.keyboard.press('ArrowDown')
    await expect(one.getByRole('button', { name: say('tickets_undo') })).toHaveCount(0)
    await one.keyboard.press('Enter')
    await one.getByRole('button', { name: say('tickets_undo') }).click()
    await expect(one.getByText(say('tickets_undone'), { exact: true })).toBeVisible()
    await expect(priority).toHaveValue('normal')
  })

  await test.step('the box of a note has another colour, and typed letters are no keys', async () => {
    const box = one.locator('#body')
    const colour = () => box.evaluate((area) => getComputedStyle(area).backgroundColor)
    const before = await colour()
    await ready(one)
    await one.keyboard.press('n')
    await one.keyboard.type('ask jack')
    await expect(box).toHaveValue('ask jack')
    expect(await colour()).not.toBe(before)
    await one.keyboard.press('Control+Enter')
    await expect(one.getByRole('article').filter({ hasText: 'ask jack' })).toBeVisible()
  })

  await test.step('a colleague who claims it reads whose it is', async () => {
    await ready(one)
    await one.keyboard.press('c')
    await expect(one.getByLabel(say('tickets_assignee'), { exact: true })).toHaveValue('anna')
    await other.goto('/desk?view=all')
    await other.getByRole('article').locator('summary').click()
    await expect(other.getByText(say('problem_ticket_assigned', { name: 'anna' }))).toBeVisible()
    await other.getByRole('button', { name: say('tickets_take_over', { name: 'anna' }) }).click()
    await expect(other.getByRole('article')).toContainText('→ bert')
  })
})
