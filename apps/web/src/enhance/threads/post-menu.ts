import { loadPart } from '../answered-page.ts'
import './copy-link.ts'

// Shows what can be done with a post, which is a page of its own, in the one popover of the thread.
const gap = 4

const menu = document.querySelector('[data-post-menu]') as HTMLElement
const [loading, unreachable, content] = [...menu.children] as HTMLElement[]

let shown: HTMLAnchorElement | undefined
// A press on the link of an open menu closes it before the click.
let closing: HTMLAnchorElement | undefined

document.addEventListener(
  'pointerdown',
  () => (closing = menu.matches(':popover-open') ? shown : undefined),
  true
)
menu.addEventListener('toggle', (event) => {
  if (shown) shown.ariaExpanded = String(event.newState === 'open')
})

/** Opens the menu at the link to a post's actions, unless the press has just closed it there. */
export async function toggle(link: HTMLAnchorElement): Promise<void> {
  const isClosed = link === closing
  closing = undefined
  if (isClosed) return
  if (shown) shown.ariaExpanded = null
  shown = link
  link.after(menu)
  menu.ariaLabel = link.ariaLabel
  menu.showPopover()
  show(loading)
  menu.focus()
  const form = await loadPart<HTMLElement>(link.href, '[data-menu-of-post]').catch(() => undefined)
  if (shown !== link || !menu.matches(':popover-open')) return
  // It is another page, such as an error.
  if (form === null) return location.assign(link.href)
  if (form) content?.replaceChildren(form)
  show(form ? content : unreachable)
  form?.querySelector<HTMLElement>('a, button')?.focus()
}

function show(part: HTMLElement | undefined) {
  for (const one of [loading, unreachable, content]) one?.toggleAttribute('hidden', one !== part)
  if (shown) place(shown)
}

/** Places the menu below the link, or above it if there is not enough room. */
function place(link: HTMLAnchorElement) {
  const at = link.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const isLow = at.bottom + gap + height > innerHeight && at.top > height
  const top = isLow ? at.top - gap - height : at.bottom + gap
  menu.style.top = `${scrollY + top}px`
  menu.style.left = `${scrollX + Math.max(2 * gap, at.right - width)}px`
}
