import { accessibilityViolations } from '../accessibility.ts'
import { ownName } from '../accounts.ts'
import { expect, test } from '../forum.ts'

test('the watch finds what is wrong with a new kind of element, once', async ({ browser }) => {
  const page = await browser.newPage()
  const name = ownName()
  const rulesBroken = async (body: string) => {
    await page.setContent(`<html lang="en"><title>x</title><main><h1>x</h1>${body}</main></html>`)
    return (await accessibilityViolations(page)).map((words) => words.split(/[ \n]/)[3])
  }
  const pale = `<p class="${name}" style="color: #ccc">Pale</p>`
  expect(await rulesBroken('<p>Words</p>')).toEqual([])
  expect(await rulesBroken(pale)).toEqual(['color-contrast'])
  expect(await rulesBroken(`${pale}<h4 class="${name}">x</h4>`)).toEqual(['heading-order'])
  expect(await rulesBroken(pale)).toEqual([])
  await page.close()
})
