import { demoAccount } from '../accounts.ts'
import { expect, test } from './engine.ts'
import { body, ownTitle } from './members.ts'
import type { Tab } from './tab.ts'

const reply = 'Wait a little. 请稍等。'

test('a member signs in by the form, and signs out', async ({ tab, member, say }) => {
  const { account } = await member()
  const menu = `summary[aria-label="${say('web_account_menu', { name: account.username })}"]`
  await tab.open('/sign-in')
  await tab.type('[name=login]', account.username)
  await tab.type('[name=password]', account.password)
  await tab.click({ css: 'main button', text: say('web_sign_in') })
  await tab.click(menu)
  await tab.click({ css: 'form button', text: say('web_sign_out') })
  await tab.see({ css: 'header a', text: say('web_sign_in') })
  await tab.seeNone(menu)
})

test('a question is asked with a picture', async ({ tab, member, say, thread }) => {
  const title = ownTitle()
  await thread()
  await tab.setCookie((await member()).cookie)
  await tab.open('/ask?category=deposits')
  await tab.type('[name=title]', title)
  await tab.type('[name=body]', body)
  await dropPicture(tab, '[name=body]')
  await tab.click('dialog.cover [data-upload]')
  await waitFor(tab, `document.querySelector('[name=body]').value.includes('/api/v1/uploads/')`)
  // The suggestions move the button when they come.
  await tab.see('similar-threads a')
  await tab.click({ css: 'form button', text: say('web_ask_submit') })
  await tab.see({ css: 'h1', text: title })
  const picture = '#p1 img[src*="/api/v1/uploads/"]'
  await tab.see(picture)
  await waitFor(tab, `document.querySelector('${picture}').naturalWidth === 60`)
})

test('a reply is added to a thread', async ({ tab, member, say, thread }) => {
  const { url } = await thread()
  await tab.setCookie((await member()).cookie)
  await tab.open(url)
  await tab.type('#reply textarea', reply)
  await tab.click({ css: '#reply button', text: say('web_reply_button') })
  await tab.see({ css: '#p2', text: reply })
})

test('a vote counts, also after a reload, and can be taken back', async ({
  tab,
  member,
  thread
}) => {
  const { url } = await thread()
  const button = '#p1 button[formaction$=vote]'
  await tab.setCookie((await member()).cookie)
  await tab.open(url)
  await tab.click(button)
  await tab.see({ css: `${button}[aria-pressed=true]`, text: '1' })
  await tab.open(url)
  await tab.click({ css: `${button}[aria-pressed=true]`, text: '1' })
  await tab.see(`${button}[aria-pressed=false]`)
})

test('the actions of a post open beside it, and close by a press elsewhere', async ({
  tab,
  member,
  say,
  thread
}) => {
  const { url } = await thread()
  const bookmark = { css: '[data-post-menu] button', text: say('web_bookmark') }
  await tab.setCookie((await member()).cookie)
  await tab.open(url)
  await tab.seeNone(bookmark)
  await tab.click('#p1 a[href$="/actions"]')
  await tab.see(bookmark)
  await tab.click('h1')
  await tab.seeNone(bookmark)
  expect(await tab.evaluate('location.pathname')).toBe(url)
})

test('similar threads are suggested while a title is typed', async ({ tab, member, thread }) => {
  const { title } = await thread()
  await tab.setCookie((await member()).cookie)
  await tab.open('/ask?category=deposits')
  await tab.type('[name=title]', title)
  await tab.see({ css: 'similar-threads a', text: title })
})

test('the reply of another member appears without a reload', async ({ tab, member, thread }) => {
  const { id, url } = await thread()
  await tab.setCookie((await member()).cookie)
  await tab.open(url)
  await tab.evaluate('document.body.dataset.open = "before"')
  const other = await member()
  await other.post(`/threads/${id}/posts`, { body: reply })
  await tab.click('[data-new-posts] a')
  await tab.see({ css: '#p2', text: reply })
  await tab.see('body[data-open=before]')
})

test('the theme can be switched to dark, which holds for every page', async ({ tab, say }) => {
  const look = `look-switch button[aria-label="${say('web_theme_switch')}"]`
  await tab.open('/')
  expect(await brightness(tab)).toBeGreaterThan(200)
  await tab.click(look)
  expect(await brightness(tab)).toBeLessThan(60)
  await tab.open('/categories')
  expect(await brightness(tab)).toBeLessThan(60)
  await tab.click(look)
  expect(await brightness(tab)).toBeGreaterThan(200)
})

test('a moderator hides a reply, which guests no longer read', async ({
  tab,
  baseURL,
  member,
  say,
  thread
}) => {
  const { id, url } = await thread()
  await (await member()).post(`/threads/${id}/posts`, { body: reply })
  const asGuest = async () => (await fetch(new URL(url, baseURL))).text()
  expect(await asGuest()).toContain(reply)
  await tab.setCookie((await member(demoAccount('volunteer'))).cookie)
  await tab.open(url)
  await tab.click('#p2 a[href$="/actions"]')
  await tab.click({ css: '[data-post-menu] a', text: say('web_moderate') })
  await tab.click('input[name=reason][value=spam]')
  await tab.click({ css: 'button.button-danger', text: say('web_hide') })
  await tab.see({ css: '#p2', text: say('moderation_reason_spam') })
  await expect.poll(asGuest).not.toContain(reply)
})

test('an agent answers a ticket at the desk', async ({ tab, member, say }) => {
  const subject = ownTitle()
  const ticket = { topic: 'other', subject, body }
  const { number } = await (await member()).post<{ number: string }>('/tickets', ticket)
  await tab.setCookie((await member(demoAccount('staff'))).cookie)
  await tab.open('/desk?view=all')
  await tab.see({ css: 'main a', text: subject })
  await tab.open(`/desk/${number}`)
  await tab.type('#body', reply)
  await tab.click({ css: '[data-send]', text: say('tickets_send_requester') })
  await tab.see({ css: 'article', text: reply })
})

test('pages fit the width of a phone, where the menu opens over them', async ({
  tab,
  member,
  thread
}) => {
  const { url } = await thread()
  await tab.setCookie((await member()).cookie)
  await tab.resize(390, 844)
  for (const path of ['/', '/search?q=USDT', '/ask', '/settings', url]) {
    await tab.open(path)
    await tab.see('h1')
    expect(await tab.evaluate('innerWidth')).toBe(390)
    expect(await tab.evaluate(sidewaysPixels), path).toBe(0)
  }
  await tab.click('[popovertarget=rail]')
  await tab.see('#rail a[href="/announcements"]')
})

test('an error of a script and one in the console would fail a test', async ({ tab, errors }) => {
  await tab.open('/')
  await tab.evaluate(`void setTimeout(() => { throw new Error('thrown here') })`)
  await tab.evaluate(`void console.error('written here')`)
  for (const words of ['thrown here', 'written here'])
    await expect.poll(() => errors.join()).toContain(words)
  errors.length = 0
})

const sidewaysPixels = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** Drops a white picture of 60 × 40 px on an element. */
const dropPicture = (tab: Tab, css: string) =>
  tab.evaluate(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 40 })
    canvas.getContext('2d').fillRect(0, 0, 60, 40)
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([blob], 'deposit.png', { type: 'image/png' }))
    document.querySelector('${css}').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }))
  })()`)

const waitFor = (tab: Tab, condition: string) =>
  expect.poll(() => tab.evaluate<boolean>(condition), { timeout: 20_000 }).toBe(true)

/** Brightness of the background of the open page, 0 to 255. */
const brightness = (tab: Tab) =>
  tab.evaluate<number>(`(() => {
    const canvas = document.createElement('canvas').getContext('2d')
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor
    canvas.fillRect(0, 0, 1, 1)
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data
    return (red + green + blue) / 3
  })()`)
