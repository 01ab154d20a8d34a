import sharp from 'sharp'
import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { phone } from '../steps.ts'

const texts = {
  en: {
    title: 'Withdraw with your phone',
    summary: 'From the app to your own wallet.',
    body: '# Open the wallet\n\nChoose the coin.',
    described: 'The page of the wallet',
    language: 'zh-CN',
    translated: {
      title: '用手机提现',
      summary: '从应用到自己的钱包。',
      body: '# 打开钱包\n\n选择币种。'
    }
  },
  'zh-CN': {
    title: '用手机充值',
    summary: '从自己的钱包到应用。',
    body: '# 打开钱包\n\n选择币种。',
    described: '钱包页面',
    language: 'en',
    translated: {
      title: 'Deposit with your phone',
      summary: 'From your own wallet to the app.',
      body: '# Open the wallet\n\nChoose the coin.'
    }
  }
}

test('a guide with a picture is published by two, and a volunteer translates it', async ({
  locale,
  say,
  visitor
}) => {
  const words = texts[locale === 'en' ? 'en' : 'zh-CN']
  const name = ownName()
  const [title, translated] = [`${words.title} ${name}`, `${words.translated.title} ${name}`]
  const staff = await visitor({ as: demoAccount('staff') })
  const second = await visitor({ ...phone, as: demoAccount('admin') })
  const volunteer = await visitor({ as: demoAccount('volunteer') })
  const guest = await visitor()
  const text = staff.getByLabel(say('articles_body'), { exact: true })

  await test.step('staff write it, and the preview shows its picture', async () => {
    await staff.goto('/articles/work')
    await staff
      .getByRole('link', { name: say('articles_write') })
      .first()
      .click()
    await staff.getByLabel(say('articles_title'), { exact: true }).fill(title)
    await staff.getByLabel(say('articles_summary'), { exact: true }).fill(words.summary)
    await text.fill(`${words.body}\n\n`)
    const white = { width: 600, height: 400, channels: 3, background: 'white' } as const
    const buffer = await sharp({ create: white }).png().toBuffer()
    const file = { name: 'wallet.png', mimeType: 'image/png', buffer }
    staff.on('filechooser', (chooser) => void chooser.setFiles(file))
    await staff.getByRole('button', { name: say('web_composer_image'), exact: true }).click()
    await staff.getByRole('button', { name: say('guards_cover_upload'), exact: true }).click()
    await expect(text).toHaveValue(/!\[[^\]]*\]\(\/api\/v1\/uploads\//)
    const written = await text.inputValue()
    await text.fill(written.replace(/!\[[^\]]*\]/, `![${words.described}]`))
    await expect(staff.getByRole('img', { name: words.described })).toBeVisible()
    await staff.getByRole('button', { name: say('articles_save_draft') }).click()
    await expect(staff.getByText(say('articles_saved'))).toBeVisible()
  })
  await test.step('they ask a colleague to publish it', async () => {
    await staff.getByRole('button', { name: say('articles_save_next') }).click()
    await expect(staff.getByText(say('articles_second_first'))).toBeVisible()
    await staff
      .getByRole('button', { name: say('articles_publish_ask') })
      .first()
      .click()
    await expect(staff.getByText(say('articles_is_awaiting'))).toBeVisible()
  })
  await test.step('a second person reads and publishes it, on a phone', async () => {
    await second.goto('/articles/work')
    const review = say('articles_act_on', { act: say('articles_act_approve'), title })
    await second.getByRole('link', { name: review }).click()
    await expect(second.getByRole('img', { name: words.described })).toBeVisible()
    await second.getByRole('button', { name: say('articles_approve'), exact: true }).click()
    await expect(second.getByText(say('articles_is_public'))).toBeVisible()
  })
  const article = new URL(second.url()).pathname.split('/').slice(0, 4).join('/')

  await test.step('a volunteer translates it beside the original, and proposes it', async () => {
    await volunteer.goto(`${article}/${words.language}`)
    await expect(volunteer.getByRole('region').filter({ hasText: title }).first()).toBeVisible()
    await volunteer.getByLabel(say('articles_title'), { exact: true }).fill(translated)
    const { summary, body } = words.translated
    await volunteer.getByLabel(say('articles_summary'), { exact: true }).fill(summary)
    await volunteer.getByLabel(say('articles_body'), { exact: true }).fill(body)
    await volunteer.getByRole('button', { name: say('articles_save_next') }).click()
    await volunteer.getByRole('button', { name: say('articles_act_propose'), exact: true }).click()
    await expect(volunteer.getByRole('listitem').filter({ hasText: translated })).toContainText(
      say('articles_state_proposed')
    )
  })
  await test.step('staff publish the translation, and guests read it', async () => {
    await staff.goto('/articles/work')
    const review = say('articles_act_on', { act: say('articles_act_approve'), title: translated })
    await staff.getByRole('link', { name: review }).click()
    await staff.getByRole('button', { name: say('articles_publish_now'), exact: true }).click()
    await expect(staff.getByText(say('articles_is_public'))).toBeVisible()
    await staff.goto(article)
    const view = staff.getByRole('link', { name: say('articles_view'), exact: false }).last()
    await guest.goto((await view.getAttribute('href')) ?? '')
    await expect(guest.getByRole('heading', { level: 1 })).toHaveText(translated)
  })
})
