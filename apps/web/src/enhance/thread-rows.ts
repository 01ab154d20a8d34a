import { isTyping, shortcutsOn } from './keyboard.ts'

// j and k move between rows once focus is in one, and where work waits j leads into the first; Enter
// follows its link, as everywhere. Results of a search are chosen by the arrows too, and those of other
// pages scroll.
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
