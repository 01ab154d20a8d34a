import type { Client, TestAnswer } from '../client.ts'

/** Sends a form of a page as a browser without scripts does. */
export const sendPageForm = (
  client: Client,
  url: string,
  fields: Record<string, string> | string[][] = {}
): Promise<TestAnswer> =>
  client.inject({
    method: 'POST',
    url,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString()
  })
