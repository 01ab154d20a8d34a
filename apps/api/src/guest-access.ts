import { isSignInRequired } from '@stoa/accounts/reading-access'
import { signInRequired, type Context } from '@stoa/core'

/** Capabilities that are public even where only members read. */
const open = new Set([
  ...['accounts', 'site', 'documents', 'announcements', 'guards', 'tickets', 'uploads']
])
// Every page lists categories: none for guests. Uploads are as visible as what they belong to.
const openToo = new Set([
  ...['threads.categories', 'notifications.unsubscribePage', 'notifications.unsubscribe']
])
const closed = new Set(['accounts.profile', 'tickets.deflection'])

const isOpen = (name: string) =>
  openToo.has(name) || (open.has(name.split('.')[0] ?? '') && !closed.has(name))

/**
 * Lets a guest call an endpoint: in a forum that only members read, what leads in, what is official,
 * and tickets.
 * @param name of the endpoint, as `threads.show`
 * @throws Problem 401 `sign_in_required`
 */
export async function authorizeGuest(ctx: Context, name: string): Promise<void> {
  if (!isOpen(name) && (await isSignInRequired(ctx))) throw signInRequired()
}
