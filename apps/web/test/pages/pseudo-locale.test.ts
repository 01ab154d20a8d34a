import { expect, test } from '../forum.ts'
import { cookieOf } from '../accounts.ts'
import { lookAtWords, plain, startPseudoForum } from '../pseudo-locale.ts'

// Names, codes and units that are the same in every language.
const same = new Set(['Stoa', 'UTC', 'example.org', 'forum@forum.test', 'forum.example'])
const isSame = (text: string) => same.has(text) || /^http:\/\/localhost:\d+$/.test(text)

test('every page takes its words from the messages, whole and unclipped', async ({ browser }) => {
  const forum = await startPseudoForum()
  const context = await browser.newContext({
    ...{ baseURL: forum.origin, locale: 'ja', reducedMotion: 'reduce' },
    viewport: { width: 390, height: 800 }
  })
  const page = await context.newPage()
  const looked = []
  for (const { route, path, cookie } of forum.pages) {
    await context.clearCookies()
    if (cookie) await context.addCookies([cookieOf(cookie, forum.origin)])
    await page.goto(path)
    looked.push({ route, ...(await page.evaluate(lookAtWords)) })
  }
  const contents = await forum.contents()
  await context.close()
  await forum.stop()
  const found = looked.flatMap(({ route, foreign, clipped, assembled }) => [
    ...foreign
      .filter((text) => !isSame(text) && !contents.includes(plain(text)))
      .map((text) => `${route} is not translated: ${text}`),
    ...clipped.map((text) => `${route} is clipped: ${text}`),
    ...assembled.map((text) => `${route} is assembled: ${text}`)
  ])
  expect([...new Set(found)]).toEqual([])
})
