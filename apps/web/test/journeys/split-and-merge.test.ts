import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'
import { answer, ask, phone } from '../steps.ts'

const ownWords = () => Array.from({ length: 8 }, ownName).join(' ')

for (const javaScriptEnabled of [true, false])
  test(`a moderator splits picked replies off and merges by searching, ${javaScriptEnabled ? 'by a script' : 'without JavaScript'}`, async ({
    account,
    say,
    visitor
  }) => {
    const asker = await account()
    const page = await visitor({ as: asker })
    const [title, target, splitTitle] = [ownName(), ownName(), ownName()]
    await ask(page, say, { category: 'deposits', title: target, body: ownWords() })
    await ask(page, say, { category: 'deposits', title, body: ownWords() })
    const thread = page.url().split('/').slice(0, 5).join('/')
    const texts = [ownWords(), ownWords()]
    for (const text of texts) await answer(page, say, text)
    const volunteer = await visitor({ ...phone, javaScriptEnabled, as: demoAccount('volunteer') })

    await test.step('the page of a thread’s management is shorter than 1,600 px', async () => {
      await volunteer.goto(`${thread}/manage`)
      const { height } = (await volunteer.locator('body').boundingBox()) ?? { height: 0 }
      expect(height).toBeLessThan(1600)
    })

    await test.step('a reply is picked and becomes a thread of its own', async () => {
      await volunteer.getByText(say('moderation_manage_parts')).click()
      await volunteer.getByRole('link', { name: say('moderation_split'), exact: true }).click()
      await volunteer.getByRole('checkbox').filter({ visible: true }).last().check()
      await volunteer.getByLabel(say('moderation_split_title')).fill(splitTitle)
      await volunteer.getByRole('button', { name: say('moderation_split_send') }).click()
      await expect(volunteer.getByRole('heading', { name: splitTitle })).toBeVisible()
      await expect(volunteer.getByText(texts[1]!)).toBeVisible()
      await expect(volunteer.getByText(texts[0]!)).toHaveCount(0)
    })

    await test.step('the target is found by typing, and its end seen before the merge', async () => {
      await volunteer.goto(`${thread}/merge`)
      const field = volunteer.getByLabel(say('moderation_merge_search'))
      await field.fill(target)
      if (javaScriptEnabled) await volunteer.getByRole('option', { name: target }).click()
      else {
        await volunteer
          .locator('merge-target')
          .getByRole('button', { name: say('web_search_button') })
          .click()
        await volunteer.getByRole('main').getByRole('link', { name: target }).click()
      }
      const look = volunteer.getByRole('region', { name: say('moderation_merge_look') })
      await expect(look.getByText(texts[0]!)).toBeVisible()
      await expect(look.getByText(say('web_post_number', { number: 3 }))).toBeVisible()
    })

    await test.step('and then they are one', async () => {
      await volunteer.getByRole('button', { name: say('moderation_merge_send') }).click()
      await expect(volunteer.getByRole('heading', { name: target })).toBeVisible()
      await expect(volunteer.getByText(texts[0]!)).toBeVisible()
    })
  })
