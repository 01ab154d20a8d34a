import { isTyping, shortcutsOn } from './keyboard.ts'

// j and k move focus between rows. In work queues, j also moves into the first row. In search
// results, the arrow keys move too; elsewhere they scroll. Enter follows the focused link.
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]
const letters: Record<string, number> = { j: 1, k: -1 }
const arrows: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

function moveFocus(event: KeyboardEvent) {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')
  if (isTyping(event)) return
  if (!row) return enter(event)
  const byArrow = row.dataset.row === 'arrows' ? arrows[event.key] : undefined
  const step = byArrow ?? (shortcutsOn() ? letters[event.key] : undefined)
  if (!step) return
  const all = rows()
  const next = all[all.indexOf(row) + step]?.querySelector<HTMLElement>('a[href]')
  next?.focus()
  if (byArrow && next) event.preventDefault()
}

function enter({ key }: KeyboardEvent) {
  if (key !== 'j' || !shortcutsOn() || document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('[data-rows=work] [data-row] a[href]')?.focus()
}

document.addEventListener('keydown', moveFocus)
