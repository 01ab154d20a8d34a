import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, openPostMenu, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'How many confirmations does a deposit need',
    body: 'I could not find the number anywhere.',
    old: 'Thirty confirmations, which is about an hour.',
    newer: 'Since the upgrade in spring it is twelve.'
  },
  'zh-CN': {
    title: '充值需要几个确认才到账',
    body: '到处都找不到这个数字。',
    old: '要三十个确认，大概一个小时。',
    newer: '春天升级以后只要十二个了。'
  }
}

for (const javaScriptEnabled of [true, false])
  test(`an outdated answer leads to a current one, ${javaScriptEnabled ? 'by a script' : 'without JavaScript'}`, async ({
    account,
    locale,
    say,
    visitor
  }) => {
    const { title, body, old, newer } = texts[locale === 'en' ? 'en' : 'zh-CN']
    const here = { ...phone, javaScriptEnabled }
    const [asker, writer, other] = await Promise.all([account(), account(), account()])
    const page = await visitor({ ...here, as: asker })
    await ask(page, say, { category: 'deposits', title: `${title} ${ownName()}`, body })
    const url = page.url()
    const writing = await visitor({ ...here, as: writer })
    await writing.goto(url)
    await answer(writing, say, `${old} ${ownName()}`)
    const newest = await visitor({ ...here, as: other })
    await newest.goto(url)
    await answer(newest, say, `${newer} ${ownName()}`)
    await page.goto(url)
    await page
      .locator('#p2')
      .getByRole('button', { name: say('web_accept'), exact: true })
      .click()

    const mark = async (by: typeof page) => {
      await by.goto(url)
      const menu = await openPostMenu(by, say, 2)
      await menu.getByRole('link', { name: say('threads_outdated_mark') }).click()
      await by.getByLabel(say('threads_successor')).fill('3')
      const send = by.getByRole('button', {
        name: new RegExp(`${say('threads_outdated_save')}|${say('threads_outdated_change')}`)
      })
      await send.click()
      await expect(by.locator('#p2')).toContainText(say('threads_outdated_note'))
    }
    const guest = await visitor(here)
    const onTop = guest.locator('#accepted')

    await test.step('its author marks it, and nothing is added under the question', async () => {
      await mark(writing)
      await guest.goto(url)
      await expect(guest.locator('#p2')).toContainText(say('threads_outdated_note'))
      await expect(onTop).toHaveCount(0)
      const link = say('threads_outdated_here', { number: 3 })
      await guest.getByRole('link', { name: link }).first().click()
      await expect(guest).toHaveURL(/#p3$/)
    })

    await test.step('a post named by a moderator is linked under the question', async () => {
      await mark(await visitor({ ...here, as: demoAccount('volunteer') }))
      await guest.goto(url)
      await expect(onTop.getByRole('heading').first()).toHaveText(say('threads_successor_on_top'))
      await expect(onTop).toContainText(newer)
    })
  })
