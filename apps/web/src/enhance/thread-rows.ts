import { isTyping, shortcutsOn } from './keyboard.ts'

// j and k move between rows once focus is in one; Enter follows its link, as everywhere.
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]

function moveFocus(event: KeyboardEvent) {
  const step = { j: 1, k: -1 }[event.key]
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')
  if (!step || !row || isTyping(event) || !shortcutsOn()) return
  const all = rows()
  const next = all[all.indexOf(row) + step]
  next?.querySelector<HTMLElement>('a[href]')?.focus()
}

document.addEventListener('keydown', moveFocus)
