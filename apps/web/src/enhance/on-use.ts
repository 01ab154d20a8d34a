import { isTyping, shortcutsOn } from './keyboard.ts'

// Loads the search box and the menu of a post as soon as a pointer or the focus is there.
const actions = '.post > footer > a[href$="/actions"]'

const postMenu = () => import('./post-menu.ts')

function prepare(element: Element) {
  if (element.closest('search-box')) void import('./search-box.ts').catch(() => undefined)
  if (element.closest(actions)) void postMenu().catch(() => undefined)
}

async function open(event: MouseEvent) {
  const link = (event.target as Element).closest<HTMLAnchorElement>(actions)
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  try {
    const { toggle } = await postMenu()
    await toggle(link)
  } catch {
    // As without scripts.
    location.assign(link.href)
  }
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
document.addEventListener('click', (event) => void open(event))
document.addEventListener('keydown', search)
document.addEventListener('keydown', leaveForResults)
// A field that has the focus from the start.
if (document.activeElement) prepare(document.activeElement)
