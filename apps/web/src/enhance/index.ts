// Custom elements that enhance the server's HTML. Every page works without them.
import './dismissal.ts'
import './live-stream.ts'
import './look-switch.ts'
import './menus.ts'
import './on-use.ts'
import './relative-time.ts'
import './speculation.ts'
import './thread-position.ts'
import './thread-rows.ts'

/** Loaded only if the page has what they are for, so that a guest's first page needs one file. */
const onDemand: [selector: string, load: () => Promise<unknown>][] = [
  [
    'browser-draft, category-filter, code-copying, copy-link, file-drop, picture-viewer, shortcut-switch',
    () => import('./rare-elements.ts')
  ],
  ['local-time', () => import('./local-time.ts')],
  ['notification-rows', () => import('./notification-rows.ts')],
  ['passkey-button', () => import('./passkey-button.ts')],
  ['reading-position, reply-dock', () => import('./members-thread.ts')],
  ['row-shortcuts', () => import('./live-queue.ts')],
  ['show-password', () => import('./show-password.ts')],
  ['stoa-composer, secret-watch', () => import('./composer.ts')],
  [
    'matching-articles, similar-threads, matching-announcements, before-ticket',
    () => import('./like-the-draft.ts')
  ],
  ['site-preview', () => import('./site-preview.ts')],
  ['sign-up-work', () => import('./sign-up-work.ts')],
  ['tag-field, merge-target, category-choice', () => import('./tag-field.ts')],
  ['ticket-composer', () => import('./ticket-desk.ts')],
  ['ticket-facts', () => import('./ticket-facts.ts')]
]
if (!matchMedia('(display-mode: browser)').matches) void import('./installed.ts')
const loadForPage = () => {
  for (const [selector, load] of onDemand) if (document.querySelector(selector)) void load()
}
loadForPage()
document.addEventListener('shown', loadForPage)
