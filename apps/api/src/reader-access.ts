import { isTooEarly, readingRefusal } from '@stoa/accounts/reading-access'
import type { Context } from '@stoa/core'

type Doors = {
  /** Capabilities that stay public. */
  open: ReadonlySet<string>
  /** Endpoints of others that stay public too. */
  openToo: ReadonlySet<string>
  /** Endpoints of these that do not. */
  closed: ReadonlySet<string>
}

// Every page lists categories: none for those shut out. Uploads are as visible as what they belong
// to.
const leadsIn = ['accounts', 'site', 'documents', 'guards', 'uploads']
const unsubscribing = ['notifications.unsubscribePage', 'notifications.unsubscribe']
const openToo = new Set(['threads.categories', 'groups.invitation', ...unsubscribing])

/** In a forum that only members read: what leads in, what is official, and tickets. */
const withoutSignIn: Doors = {
  open: new Set([...leadsIn, 'announcements', 'tickets']),
  // A stream of other topics than announcements is refused by the endpoint.
  openToo: new Set([...openToo, 'notifications.live']),
  closed: new Set(['accounts.profile', 'tickets.deflection'])
}

/** In a forum that is not opened yet: what leads in and what is official, but nobody's name. */
const unopened: Doors = {
  open: new Set(leadsIn),
  openToo,
  closed: new Set(['profile', 'suggestUsers', 'mute', 'unmute'].map((name) => `accounts.${name}`))
}

const isOpen = ({ open, openToo, closed }: Doors, name: string) =>
  openToo.has(name) || (open.has(name.split('.')[0] ?? '') && !closed.has(name))

/**
 * Lets a reader call an endpoint, also one who is shut out of the forum.
 * @param name of the endpoint, as `threads.show`
 * @throws Problem as `readingRefusal`
 */
export async function authorizeReader(ctx: Context, name: string): Promise<void> {
  const refusal = await readingRefusal(ctx)
  if (!refusal) return
  const doors = (await isTooEarly(ctx)) ? unopened : withoutSignIn
  if (!isOpen(doors, name)) throw refusal
}
