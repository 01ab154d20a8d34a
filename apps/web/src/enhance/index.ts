// Custom elements that enhance the server's HTML. Every page works without them.
import './frame/dismissal.ts'
import './live/live-stream.ts'
import './frame/look-switch.ts'
import './frame/menus.ts'
import './frame/on-use.ts'
import './frame/relative-time.ts'
import './frame/speculation.ts'
import './threads/thread-position.ts'
import './threads/thread-rows.ts'

/** Loaded only if the page has what they are for, so that a guest's first page needs one file. */
const onDemand: [selector: string, load: () => Promise<unknown>][] = [
  [
    'browser-draft, category-filter, code-copying, copy-link, file-drop, picture-viewer, shortcut-switch',
    () => import('./rare-elements.ts')
  ],
  ['local-time', () => import('./frame/local-time.ts')],
  ['notification-rows', () => import('./frame/notification-rows.ts')],
  ['passkey-button', () => import('./accounts/passkey-button.ts')],
  ['reading-position, reply-dock', () => import('./threads/members-thread.ts')],
  ['row-shortcuts', () => import('./queue/live-queue.ts')],
  ['show-password', () => import('./accounts/show-password.ts')],
  ['stoa-composer, secret-watch', () => import('./composer/composer.ts')],
  [
    'matching-articles, similar-threads, matching-announcements, before-ticket',
    () => import('./forms/like-the-draft.ts')
  ],
  ['site-preview', () => import('./forms/site-preview.ts')],
  ['sign-up-work', () => import('./accounts/sign-up-work.ts')],
  ['tag-field, merge-target, category-choice', () => import('./forms/suggestions.ts')],
  ['ticket-composer', () => import('./tickets/ticket-desk.ts')],
  ['ticket-facts', () => import('./tickets/ticket-facts.ts')]
]
if (!matchMedia('(display-mode: browser)').matches) void import('./frame/installed.ts')
const loadForPage = () => {
  for (const [selector, load] of onDemand) if (document.querySelector(selector)) void load()
}
loadForPage()
document.addEventListener('shown', loadForPage)
