import { call } from '../api.ts'
import { mentionAt } from './edit.ts'
import { debounced } from '../keyboard.ts'
import { Listbox, type Option } from '../forms/listbox.ts'

type Person = { username: string; roleName: string | null }

/** Completes `@name` while it is typed in `area`: at once with those who wrote on the page. */
export function completeMentions(area: HTMLTextAreaElement) {
  const current = () =>
    mentionAt({ value: area.value, start: area.selectionStart, end: area.selectionEnd })
  const list = new Listbox(area, (username) => {
    const length = current()?.length ?? 0
    area.setRangeText(`${username} `, area.selectionStart - length, area.selectionStart, 'end')
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  const show = (people: Person[], typed: string) =>
    // Enter after a bare @ is a new line.
    list.show(people.map(optionOf), typed !== '', placeIn(area))
  const ask = debounced(() => void find(), 200)
  async function find() {
    const typed = current()
    if (!typed) return
    const { items } = await call<{ items: Person[] }>(
      'GET',
      `/users?q=${encodeURIComponent(typed)}`
    ).catch(() => ({ items: [] }))
    if (current() === typed) show(together(peopleHere(typed), items), typed)
  }
  const suggest = () => {
    const typed = current()
    if (typed === undefined) return list.close()
    show(peopleHere(typed), typed)
    ask()
  }
  area.addEventListener('input', (event) => event.isComposing || suggest())
  area.addEventListener('compositionend', suggest)
}

const optionOf = ({ username, roleName }: Person): Option => ({
  ...{ label: username, value: username },
  ...(roleName && { note: roleName })
})

function together(here: Person[], others: Person[]): Person[] {
  const names = new Set(here.map(({ username }) => username))
  return [...here, ...others.filter(({ username }) => !names.has(username))].slice(0, 8)
}

/** Those whose posts are on the page and whose names begin so, the last to write first. */
function peopleHere(typed: string): Person[] {
  const people = new Map<string, Person>()
  for (const author of [...document.querySelectorAll('.post[id] .author')].reverse()) {
    const username = author.querySelector('a[href^="/u/"]')?.textContent.trim() ?? ''
    const isMeant = username.toLowerCase().startsWith(typed.toLowerCase())
    const roleName = author.querySelector('.chip')?.textContent.trim() ?? null
    if (username && isMeant && !isOwn(author)) people.set(username, { username, roleName })
  }
  return [...people.values()].slice(0, 8)
}

function isOwn(author: Element) {
  const own = document.querySelector('header .menu-item[href^="/u/"]')?.getAttribute('href')
  return author.querySelector('a[href^="/u/"]')?.getAttribute('href') === own
}

/** Below the caret, but not beyond the edge of the area. */
function placeIn(area: HTMLTextAreaElement) {
  const { left, top } = caretPlace(area)
  const width = Math.min(area.offsetWidth, 288)
  return {
    left: area.offsetLeft + Math.min(left, area.offsetWidth - width),
    top: area.offsetTop + Math.min(top, area.offsetHeight),
    width
  }
}

const copied = [
  ...['box-sizing', 'width', 'direction', 'font', 'line-height', 'letter-spacing', 'tab-size'],
  ...['border-width', 'border-style', 'padding', 'text-align', 'text-indent', 'word-spacing']
]

/** Below the caret of a text area, in pixels from the corner of the area. */
export function caretPlace(area: HTMLTextAreaElement): { left: number; top: number } {
  const copy = document.createElement('div')
  const style = getComputedStyle(area)
  for (const name of copied) copy.style.setProperty(name, style.getPropertyValue(name))
  const hidden = { position: 'absolute', visibility: 'hidden' }
  Object.assign(copy.style, hidden, { whiteSpace: 'pre-wrap', overflowWrap: 'break-word' })
  copy.textContent = area.value.slice(0, area.selectionEnd)
  const caret = copy.appendChild(document.createElement('span'))
  caret.textContent = '\u200b'
  document.body.append(copy)
  const { offsetLeft, offsetTop, offsetHeight } = caret
  copy.remove()
  return { left: offsetLeft, top: offsetTop + offsetHeight - area.scrollTop }
}
