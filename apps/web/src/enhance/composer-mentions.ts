import { call } from './api.ts'
import { mentionAt } from './composer-editing.ts'
import { debounced } from './keyboard.ts'
import { Listbox } from './listbox.ts'

type Users = { items: { username: string }[] }

/** Completes `@name` while it is typed in `area`. */
export function completeMentions(area: HTMLTextAreaElement) {
  const current = () =>
    mentionAt({ value: area.value, start: area.selectionStart, end: area.selectionEnd })
  const list = new Listbox(area, (username) => {
    const length = current()?.length ?? 0
    area.setRangeText(`${username} `, area.selectionStart - length, area.selectionStart, 'end')
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  const suggest = debounced(() => void find(), 200)
  async function find() {
    const typed = current()
    if (!typed) return list.close()
    const { items } = await call<Users>('GET', `/users?q=${encodeURIComponent(typed)}`).catch(
      () => ({ items: [] })
    )
    const options = items.map(({ username }) => ({ label: username, value: username }))
    if (current() === typed) list.show(options, true)
  }
  area.addEventListener('input', (event) => event.isComposing || suggest())
  area.addEventListener('compositionend', suggest)
}
