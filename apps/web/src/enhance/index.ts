// Custom elements that enhance the server's HTML. Every page works without them.
import './copy-link.ts'
import './dismissal.ts'
import './live-pill.ts'
import './local-time.ts'
import './menus.ts'
import './notification-rows.ts'
import './post-menu.ts'
import './reading-position.ts'
import './relative-time.ts'
import './reply-dock.ts'
import './search-box.ts'
import './secret-watch.ts'
import './shortcut-switch.ts'
import './speculation.ts'
import './theme-switch.ts'
import './thread-position.ts'
import './thread-rows.ts'
import './vote.ts'

/** Elements of few pages, loaded only if the page has them. */
const onDemand: [selector: string, load: () => Promise<unknown>][] = [
  ['live-queue', () => import('./live-queue.ts')],
  ['stoa-composer', () => import('./composer.ts')],
  ['similar-threads, matching-announcements, before-ticket', () => import('./like-the-draft.ts')],
  ['sign-up-work', () => import('./sign-up-work.ts')],
  ['tag-field', () => import('./tag-field.ts')],
  ['ticket-composer', () => import('./ticket-desk.ts')],
  ['ticket-facts', () => import('./ticket-facts.ts')]
]
for (const [selector, load] of onDemand) if (document.querySelector(selector)) void load()
