import type { Page } from '@playwright/test'

type Words = { language: string; title: string; readers?: 'everyone' | 'staff' }

/** Sends a request of the open page to the API. */
export const send = (page: Page, method: string, path: string, body: object = {}) =>
  page.evaluate(
    async (request) => {
      const headers = { 'content-type': 'application/json' }
      const init = { method: request.method, headers, body: JSON.stringify(request.body) }
      const answer = await fetch(`/api/v1${request.path}`, request.method === 'GET' ? {} : init)
      return answer.json().catch(() => ({}))
    },
    { method, path, body }
  )

/**
 * Publishes an article that one person writes and a second one approves, without the pages of articles.
 * @returns its id
 */
export async function publishArticle(writer: Page, second: Page, words: Words): Promise<number> {
  const { language, title } = words
  for (const page of [writer, second]) await page.goto('/')
  const texts = { kind: 'faq', summary: `${title}!`, body: '# First\n\nOpen the wallet.' }
  const { id } = await send(writer, 'POST', '/articles', { ...texts, ...words })
  for (const page of [writer, second]) {
    const { snapshot } = await send(page, 'GET', `/articles/${id}/translations/${language}`)
    const { revision } = snapshot
    await send(page, 'POST', `/articles/${id}/translations/${language}/publication`, { revision })
  }
  return id
}
