import { redirect } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

const renamedActions: Record<string, string> = { '?/confirm': '?/approve', '?/stop': '?/refuse' }

/** Sends what mails and open pages of version 0.1 address to the page that replaced theirs. */
export const fallback: RequestHandler = ({ url }) =>
  redirect(308, `/approvals${renamedActions[url.search] ?? ''}`)
