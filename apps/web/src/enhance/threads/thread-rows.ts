import { isTyping, shortcutsOn } from '../keyboard.ts'

// j and k move focus between rows. In work queues, j also moves into the first row. In search
// results, the arrow keys move too; elsewhere they scroll. Enter follows the focused link.
const row = '[data-row], .post'
const rows = () => [...document.querySelectorAll<HTMLElement>(row)]
const letters: Record<string, number> = { j: 1, k: -1 }
const arrows: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

function moveFocus(event: KeyboardEvent) {
  const focused = document.activeElement?.closest<HTMLElement>(row)
  if (isTyping(event)) return
  if (!focused) return enter(event)
  const byArrow = focused.dataset.row === 'arrows' ? arrows[event.key] : undefined
  const step = byArrow ?? (shortcutsOn() ? letters[event.key] : undefined)
  if (!step) return
  const all = rows()
  const next = all[all.indexOf(focused) + step]?.querySelector<HTMLElement>('a[href]')
  next?.focus()
  if (byArrow && next) event.preventDefault()
}

function enter({ key }: KeyboardEvent) {
  if (key !== 'j' || !shortcutsOn() || document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('[data-rows=work] [data-row] a[href]')?.focus()
}

document.addEventListener('keydown', moveFocus)
