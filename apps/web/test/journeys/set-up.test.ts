import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { locales } from '@stoa/messages'
import { expect, test } from '../forum.ts'
import { everyMail, mailTo } from '../mailbox.ts'
import { ask } from '../steps.ts'

const forums = {
  'zh-CN': {
    name: '湾岸支持中心',
    title: '转账显示成功，对方三天没收到',
    body: '周一从手机银行转出，流水里是成功，对方账户一直没有入账。'
  },
  en: {
    name: 'Bayshore Support',
    title: 'Transfer marked as sent, not received after three days',
    body: 'I sent it from the app on Monday. It is in my statement, but not in their account.'
  }
}
const password = 'quiet otters borrow umbrellas'
const founder = { username: 'founder', email: 'founder@bayshore.test' }
const member = { username: 'firstmember', email: 'member@bayshore.test' }
/** Ours, and that of the demo. */
const otherNames = /\bStoa\b|Harbor|海港/

/** Keeps the HTML of every page that a browser shows. */
function keepPages(page: Page, shown: string[]) {
  page.on('response', async (response) => {
    if (response.request().isNavigationRequest() && response.ok())
      shown.push(await response.text().catch(() => ''))
  })
}

test('a forum in one language, from the printed link to the first member’s question', async ({
  emptyForum,
  locale,
  say,
  visitor
}) => {
  const { name, title, body } = forums[locale === 'en' ? 'en' : 'zh-CN']
  const { origin, data, setupLink } = await emptyForum()
  const shown: string[] = []
  const page = await visitor({ baseURL: origin })
  keepPages(page, shown)
  const submit = (words: string) => page.getByRole('button', { name: words, exact: true }).click()

  await test.step('the link makes the first admin, with a second factor', async () => {
    await page.goto(setupLink)
    const secret = (await page.locator('main code').first().innerText()).replaceAll(/\s/g, '')
    await page.getByLabel(say('web_username'), { exact: true }).fill(founder.username)
    await page.getByLabel(say('web_email'), { exact: true }).fill(founder.email)
    await page.getByLabel(say('web_password'), { exact: true }).fill(password)
    await page.getByLabel(say('documents_agree_terms')).check()
    await page.getByLabel(say('documents_agree_privacy')).check()
    await page.getByLabel(say('web_second_factor_code')).fill(new TOTP({ secret }).generate())
    await submit(say('web_setup_admin_create'))
    await page.getByText(say('web_setup_codes_next')).click()
    await expect(page.getByRole('heading', { name: say('web_setup_title') })).toBeVisible()
  })

  await test.step('it gets its language, its beginning and its name', async () => {
    await page.goto('/admin/languages')
    for (const other of locales.filter((one) => one !== locale))
      await page.locator(`input[name=languages][value="${other}"]`).uncheck()
    await page.locator(`input[name=default][value="${locale}"]`).check()
    await submit(say('web_save'))
    await page.goto('/setup/pack')
    await submit(say('web_setup_pack_apply', { pack: say('web_setup_pack_bank') }))
    await page.goto('/admin/site')
    await page.locator(`[name="words.${locale}.name"]`).fill(name)
    await page.locator('[name=poweredBy]').uncheck()
    await submit(say('site_save'))
    await expect(page.getByText(say('site_saved'))).toBeVisible()
    // Until now the pages told what runs here, in every language.
    shown.length = 0
  })

  await test.step('guests wait until it opens, which needs an email that arrived', async () => {
    const guest = await visitor({ baseURL: origin })
    keepPages(guest, shown)
    await guest.goto('/')
    await expect(guest).toHaveTitle(new RegExp(name))
    await expect(guest.getByRole('article')).toHaveCount(0)
    await page.goto('/admin/mail')
    await submit(say('web_admin_mail_send'))
    const code = /\b\d{6}\b/
    const { text = '' } = await mailTo(founder.email, code, data)
    await page.getByLabel(say('web_admin_mail_code')).fill(code.exec(text)?.[0] ?? '')
    await submit(say('web_admin_mail_confirm'))
    await expect(page.getByText(say('web_admin_mail_confirmed'))).toBeVisible()
    await page.goto('/setup')
    await page.locator('summary').getByText(say('web_setup_open'), { exact: true }).click()
    await submit(say('web_setup_open_anyway'))
    await expect(page.getByText(say('web_setup_opened'), { exact: true })).toBeVisible()
  })

  await test.step('an invited member asks the first question', async () => {
    await page.goto('/invitations')
    await page.locator('#email').fill(member.email)
    await submit(say('accounts_invitations_send'))
    const address = /http\S+/
    const { text = '' } = await mailTo(member.email, address, data)
    const guest = await visitor({ baseURL: origin })
    keepPages(guest, shown)
    await guest.goto(address.exec(text)?.[0] ?? '')
    await guest.getByLabel(say('web_username'), { exact: true }).fill(member.username)
    await guest.getByLabel(say('web_password'), { exact: true }).fill(password)
    await guest.getByLabel(say('documents_agree_terms')).check()
    await guest.getByLabel(say('documents_agree_privacy')).check()
    await guest
      .getByRole('main')
      .getByRole('button', { name: say('web_sign_up') })
      .click()
    await expect(guest).toHaveURL(`${origin}/`)
    await ask(guest, say, { category: 'payments', title, body })
    await page.goto('/')
    await expect(page.getByRole('link', { name: title })).toBeVisible()
  })

  await test.step('past forty categories the menu stays short, and names are typed', async () => {
    const [headers, own] = [{ origin }, String(locale)]
    for (const number of Array.from({ length: 41 }, (_, at) => at + 100)) {
      const slug = `board-${number}`
      const data = { slug, name: { [own]: `Board ${number}` }, description: { [own]: slug } }
      await expect(await page.request.post('/api/v1/categories', { headers, data })).toBeOK()
    }
    await page.goto('/')
    const menu = page.getByRole('navigation', { name: say('web_rail_label') })
    await expect(menu.locator('a[href^="/c/"]')).toHaveCount(40)
    await menu.locator('a[href="/categories"]').click()
    await page.locator('main [name=q]').fill('Board 140')
    await expect(page.locator('main a[href^="/c/"]:visible')).toHaveCount(1)
    await page.goto('/ask')
    await page.locator('[name=categoryIdNamed]').pressSequentially('oard 12')
    await page.getByRole('option', { name: 'Board 125' }).click()
    await expect(page.locator('[name=categoryIdNamed]')).toHaveValue('Board 125')
  })

  await test.step('no page or email names another forum or another language', async () => {
    const mails = (await everyMail(data)).map(({ headers, text, html }) =>
      [...headers.values(), text, html].map(String).join('\n')
    )
    expect(mails.length).toBeGreaterThan(1)
    const found = [...shown, ...mails].flatMap((text) => otherNames.exec(text) ?? [])
    expect([...found, ...shown.flatMap((text) => /hreflang=.{9}/.exec(text) ?? [])]).toEqual([])
  })
})
