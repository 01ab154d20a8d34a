import { demoAccount, ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'

test('staff read what five people did not find, and add a synonym for it', async ({
  account,
  baseURL,
  say,
  visitor
}) => {
  const word = ownName().replace(/\d/g, 'x')
  for (let people = 0; people < 5; people += 1) {
    const person = await visitor({ as: await account() })
    const answer = await person.request.get(`${baseURL}/api/v1/search?q=${word}`)
    expect((await answer.json()).items).toEqual([])
  }
  const page = await visitor({ as: demoAccount('staff') })

  await test.step('the word is listed, with the number of people', async () => {
    await page.goto('/search/upkeep')
    const miss = page.getByRole('listitem').filter({ hasText: word })
    await expect(miss).toContainText(say('web_search_people', { count: 5 }))
    await miss.getByRole('link').click()
    await expect(page.getByText(say('web_search_none', { query: word }))).toBeVisible()
  })

  await test.step('a line without synonyms is refused, and kept as typed', async () => {
    await page.goto('/search/upkeep')
    const words = page.getByLabel(say('web_search_related_words'))
    const known = await words.inputValue()
    await words.fill(`${known}\n${word}`)
    await page.getByRole('button', { name: say('web_search_related_save') }).click()
    const line = known.split('\n').length + 1
    await expect(page.getByRole('alert')).toContainText(say('search_related_line', { line }))
    await expect(words).toHaveValue(`${known}\n${word}`)
    await words.fill(`${known}\n${word} = 充值`)
    await page.getByRole('button', { name: say('web_search_related_save') }).click()
    await expect(page.getByRole('status').filter({ hasText: say('web_saved') })).toBeVisible()
  })

  await test.step('now it is found', async () => {
    await page.goto(`/search?q=${word}`)
    await expect(page.locator('[data-row]').first()).toBeVisible()
  })
})
