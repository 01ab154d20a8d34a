import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, phone } from '../steps.ts'

const texts = {
  en: {
    title: 'Why is the memo of my withdrawal asked for',
    body: 'The exchange that I send to asks for a memo as well as the address.',
    reply: 'Copy the memo beside the address there. Without it nobody knows whose coins they are.'
  },
  'zh-CN': {
    title: '提现时为什么要填备注标签',
    body: '对方平台除了地址还要求填写一个标签。',
    reply: '在对方的充值页面复制地址旁边的标签，不填的话对方分不清是谁的币。'
  }
}

const yesterday = () => new Date(Date.now() - 24 * 3600_000).toISOString().slice(0, 10)

test('an answer becomes an article, which helps the next asker, ages and is renewed', async ({
  account,
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  const title = `${words.title} ${ownName()}`
  const [asker, helper] = [
    await visitor({ as: await account() }),
    await visitor({ ...phone, as: await account() })
  ]
  const staff = await visitor({ as: demoAccount('staff') })
  const second = await visitor({ as: demoAccount('admin') })
  const reader = await visitor({ ...phone, javaScriptEnabled: false })
  // What headless browsers open is not counted.
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36'
  const next = await visitor({ as: demoAccount('member'), userAgent })

  await test.step('a question is answered, and its asker accepts the answer', async () => {
    await ask(asker, say, { category: 'deposits', title, body: words.body })
    await helper.goto(asker.url())
    await answer(helper, say, words.reply)
    await asker.reload()
    await asker.getByRole('button', { name: say('web_accept'), exact: true }).click()
    const taken = { name: say('web_unaccept'), exact: true }
    await expect(asker.getByRole('button', taken)).toBeVisible()
  })
  const thread = new URL(asker.url()).pathname

  await test.step('staff make an article of it, and ask a colleague to publish it', async () => {
    await staff.goto(thread)
    await staff.getByRole('link', { name: say('web_thread_manage') }).click()
    await staff.locator('summary', { hasText: say('articles_make') }).click()
    await staff.getByRole('link', { name: say('articles_make') }).click()
    await staff.getByRole('button', { name: say('articles_make') }).click()
    await expect(staff.getByLabel(say('articles_title'), { exact: true })).toHaveValue(title)
    await staff.getByRole('button', { name: say('articles_save_next') }).click()
    await expect(staff.getByRole('article')).toContainText(words.reply)
    await staff
      .getByRole('button', { name: say('articles_publish_ask') })
      .first()
      .click()
    await expect(staff.getByText(say('articles_is_awaiting'))).toBeVisible()
  })
  const draft = new URL(staff.url()).pathname
  const article = draft.split('/').slice(0, 4).join('/')

  await test.step('nobody publishes it before both authors of the words agree', async () => {
    await second.goto(draft)
    const approve = second.getByRole('button', { name: say('articles_approve'), exact: true })
    await expect(second.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(approve).toHaveCount(0)
    for (const author of [asker, helper]) {
      await author.goto('/articles/sources')
      await author.getByLabel(say('articles_credit_named')).check()
      await author.getByRole('button', { name: say('articles_agree'), exact: true }).click()
      await expect(author.getByText(say('articles_own_agreed'))).toBeVisible()
    }
  })
  await test.step('a second person reads and publishes it', async () => {
    await second.goto('/articles/work')
    const review = say('articles_act_on', { act: say('articles_act_approve'), title })
    await second.getByRole('link', { name: review }).click()
    await second.getByRole('button', { name: say('articles_approve'), exact: true }).click()
    await expect(second.getByText(say('articles_is_public'))).toBeVisible()
  })
  await test.step('the thread leads to it, and without scripts a guest says it helped', async () => {
    await reader.goto(thread)
    await reader.getByRole('main').getByRole('link', { name: title }).first().click()
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(reader.getByRole('article')).toContainText(words.reply)
    await reader.getByRole('button', { name: say('articles_helped_yes'), exact: true }).click()
    await expect(reader.getByText(say('articles_helped_thanks'))).toBeVisible()
  })
  const page = new URL(reader.url()).pathname

  await test.step('the next asker finds it while typing, and need not ask', async () => {
    const found = next.locator('matching-articles').getByRole('link', { name: title })
    // It is found once it is indexed.
    await expect(async () => {
      await next.goto('/ask')
      await next.getByLabel(say('web_ask_title_label')).fill(`${title} ?`)
      await expect(found).toBeVisible({ timeout: 2_000 })
    }).toPass()
    const opened = next.waitForEvent('popup')
    await found.click()
    const popup = await opened
    await expect(popup.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await popup.close()
    await next.getByRole('button', { name: say('articles_before_helped') }).click()
    await expect(next.getByText(say('articles_before_thanks'))).toBeVisible()
    await next.goto('/')
  })
  await test.step('the article ages, and readers see that it is due for review', async () => {
    await staff.goto(article)
    await staff.getByLabel(say('articles_fresh_until'), { exact: true }).fill(yesterday())
    await staff.getByRole('button', { name: say('web_save'), exact: true }).click()
    await expect(staff.getByText(say('web_saved'))).toBeVisible()
    await reader.goto(page)
    await expect(reader.getByText(say('articles_overdue'))).toBeVisible()
  })
  await test.step('its owner sees it on the work list, and renews it', async () => {
    await staff.goto('/articles/work')
    const overdue = staff.getByRole('region', { name: say('articles_due_list') })
    await expect(overdue.getByRole('link', { name: title, exact: true })).toBeVisible()
    const renew = say('articles_act_on', { act: say('articles_checked_next'), title })
    await overdue.getByRole('button', { name: renew }).click()
    await expect(staff.getByRole('button', { name: renew })).toHaveCount(0)
    await reader.goto(page)
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(reader.getByText(say('articles_overdue'))).toHaveCount(0)
  })
  await test.step('the owner sees that it helped, and that it was opened by who asked', async () => {
    await staff.goto(article)
    await staff.getByRole('link', { name: say('articles_statistics'), exact: true }).click()
    await expect(
      staff.getByText(say('articles_count_share', { percent: 100, count: 2 }))
    ).toBeVisible()
    const asking = say('articles_count_asking_helped', { opened: 1, helped: 1, silent: 0 })
    // What was opened is written once a minute.
    await expect(async () => {
      await staff.reload()
      await expect(staff.getByText(asking)).toBeVisible({ timeout: 2_000 })
    }).toPass({ intervals: [5_000], timeout: 90_000 })
  })
})
