import type { Context } from '@stoa/core'
import { say } from './conversation.ts'
import { numberPattern } from './numbers.ts'

/**
 * Sends a file into a ticket as a message of its own: for forms without scripts of those who have no
 * drafts to write beside it.
 * @param markdown what shows the file; empty: it was refused, and nothing is sent
 * @throws Problem as `say` does; nothing happens for what is no number
 */
export async function sendFile(ctx: Context, number: string, markdown: string): Promise<void> {
  if (markdown === '' || !numberPattern.test(number)) return
  await say(ctx, number, { body: markdown, audience: 'requester', uploadIds: [] })
}
