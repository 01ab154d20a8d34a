import type { Page } from '@playwright/test'
import { expect, test } from '../forum.ts'

const count = 10
const subjectOf = (n: number) => `Deposit ${n} is missing`

async function openTickets(requester: Page, origin: string, tickets: number) {
  for (let n = 1; n <= tickets; n += 1) {
    const data = { topic: 'other', subject: subjectOf(n), body: 'Sent yesterday, not there.' }
    const answer = await requester.request.post('/api/v1/tickets', { headers: { origin }, data })
    expect(answer.status()).toBe(201)
  }
}

/** The keys of each way to answer, before and after the text; a chord is one key. */
const ways = [
  { before: ['r'], after: ['Control+Shift+Enter'] },
  { before: ['r'], after: ['Tab', '2', 'Control+Shift+Enter'] },
  { before: ['n'], after: ['Control+Shift+Enter'] },
  { before: ['s', '2', 'Enter'], after: ['Control+Shift+Enter'] },
  { before: ['r'], after: ['Tab', 'End', 'Control+Shift+Enter'], resolves: true }
]

async function addSavedReply(lead: Page, origin: string) {
  const data = { names: { en: 'Greeting' }, body: { en: 'Hello, we are looking into it.' } }
  const answer = await lead.request.post('/api/v1/desk/saved-replies', {
    ...{ headers: { origin }, data }
  })
  expect(answer.status()).toBe(201)
}

const numberIn = (url: string) => new URL(url).pathname.split('/').at(-1)

const ready = (page: Page) => expect(page.locator('ticket-composer:defined')).toBeVisible()

test('a support lead answers ten tickets by keyboard, with at most 4 keys each', async ({
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
  await addSavedReply(lead, baseURL)
  let keys = 0
  const press = async (key: string) => {
    keys += 1
    await lead.keyboard.press(key)
  }

  await lead.goto('/desk?view=all&sort=age')
  await expect(lead.locator('live-queue:defined')).toBeVisible()
  await press('j')
  await press('Enter')
  let left = count
  for (let n = 1; n <= count; n += 1) {
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText(subjectOf(n))
    const place = { position: n - count + left, total: left }
    await expect(lead.getByText(say('tickets_place', place))).toBeVisible()
    await ready(lead)
    const way = ways[n % ways.length]
    keys = 0
    for (const key of way?.before ?? []) await press(key)
    await lead.keyboard.type(' Thanks, jkrnac: credited now.')
    await expect(lead.locator('[data-send-next]')).toBeInViewport()
    for (const key of way?.after ?? []) await press(key)
    expect(keys).toBeLessThanOrEqual(4)
    if (way?.resolves) left -= 1
  }
  await expect(lead.getByText(say('tickets_place_last'))).toBeVisible()
  await lead.goto('/desk?view=ended')
  await expect(lead.locator('[data-row]')).toHaveCount(count - left)
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

test('what was typed just before j or k waits in the draft; a refused answer stays', async ({
  forumAt,
  say,
  visitor
}) => {
  const forum = await forumAt('2027-03-10T12:00:00Z')
  const baseURL = forum.origin
  const [requester, lead] = [await visitor({ baseURL }), await visitor({ baseURL })]
  await forum.signIn(requester.context(), {})
  await openTickets(requester, baseURL, 2)
  await forum.signIn(lead.context(), { role: 'staff', capabilities: ['desk'] })
  const box = lead.locator('#body')
  const title = lead.getByRole('heading', { level: 1 })
  const waiting = { state: say('tickets_desk_waiting_on_requester') }
  const pending = lead.getByText(say('tickets_next_state_pending', waiting))

  await test.step('k returns to an answer that j left at once', async () => {
    await lead.goto('/desk?view=all&sort=age')
    await lead.getByRole('link', { name: subjectOf(1) }).click()
    await ready(lead)
    await lead.keyboard.press('r')
    await lead.keyboard.type('Half an answer')
    await lead.keyboard.press('Escape')
    await lead.keyboard.press('j')
    await expect(title).toHaveText(subjectOf(2))
    await ready(lead)
    await lead.keyboard.press('k')
    await expect(title).toHaveText(subjectOf(1))
    await expect(box).toHaveValue('Half an answer')
  })

  await test.step('a message written meanwhile is read first; text and status stay', async () => {
    await ready(lead)
    const number = numberIn(lead.url())
    const data = { body: 'It arrived.' }
    await requester.request.post(`/api/v1/tickets/${number}/messages`, {
      ...{ headers: { origin: baseURL }, data }
    })
    await lead.keyboard.press('r')
    for (const key of ['Tab', '2', 'Control+Shift+Enter']) await lead.keyboard.press(key)
    await expect(lead.getByRole('alert')).toContainText(say('problem_ticket_has_news'))
    await expect(box).toHaveValue('Half an answer')
    await expect(lead.getByLabel(say('tickets_next_state'))).toHaveValue('waiting_on_requester')
    await ready(lead)
    for (const key of ['r', 'Control+Enter']) await lead.keyboard.press(key)
    await expect(pending).toBeVisible()
  })

  await test.step('z recalls the answer into the box before it is sent', async () => {
    await ready(lead)
    await lead.keyboard.press('z')
    await expect(pending).toHaveCount(0)
    await expect(box).toHaveValue('Half an answer')
  })
})
