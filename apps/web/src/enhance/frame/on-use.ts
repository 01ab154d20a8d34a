import { isTyping, shortcutsOn } from '../keyboard.ts'

// Loads the search box and the menu of a post as soon as a pointer or the focus is there.
const actions = '.post > footer > a[href$="/actions"]'

const postMenu = () => import('../threads/post-menu.ts')

function prepare(element: Element) {
  if (element.closest('search-box')) void import('./search-box.ts').catch(() => undefined)
  if (element.closest(actions)) void postMenu().catch(() => undefined)
}

const toggle = async (link: HTMLAnchorElement) => (await postMenu()).toggle(link)
const share = async (link: HTMLAnchorElement) => (await import('../threads/share.ts')).share(link)

/** Follows a link by a script; if that fails, as without scripts. */
function open(
  event: MouseEvent,
  selector: string,
  act: (link: HTMLAnchorElement) => Promise<void>
) {
  const link = (event.target as Element).closest<HTMLAnchorElement>(selector)
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  act(link).catch(() => location.assign(link.href))
}

function search(event: KeyboardEvent) {
  if (event.key !== '/' || isTyping(event) || !shortcutsOn()) return
  const fields = [...document.querySelectorAll<HTMLElement>('search-box input')]
  const field = fields.find((one) => one.checkVisibility())
  if (!field) return
  event.preventDefault()
  field.focus()
}

/**
 * On the results page, the arrow key moves focus from the search box to the results, unless
 * suggestions are open.
 */
function leaveForResults(event: KeyboardEvent) {
  if (event.key !== 'ArrowDown' || event.isComposing || event.defaultPrevented) return
  const first = document.querySelector<HTMLElement>('[data-row=arrows] a[href]')
  if (!first || !(event.target as Element).closest('search-box')) return
  event.preventDefault()
  first.focus()
}

const prepareTarget = ({ target }: Event) => prepare(target as Element)
document.addEventListener('pointerover', prepareTarget)
document.addEventListener('focusin', prepareTarget)
document.addEventListener('click', (event) => {
  open(event, actions, toggle)
  open(event, '[data-share]', share)
})
document.addEventListener('keydown', search)
document.addEventListener('keydown', leaveForResults)
// A field that has the focus from the start.
if (document.activeElement) prepare(document.activeElement)
