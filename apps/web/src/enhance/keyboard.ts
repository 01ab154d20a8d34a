/** True if a key belongs to a field, an input method or a key combination, and is no shortcut. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target, isComposing, altKey, ctrlKey, metaKey } = event
  if (isComposing || altKey || ctrlKey || metaKey) return true
  const fields = 'input:not([type=checkbox]), textarea, select, [contenteditable]'
  return target instanceof Element && target.matches(fields)
}

/** Readers can switch single-key shortcuts off in their settings. */
export const shortcutsOn = () => localStorage.getItem('shortcuts') !== 'off'

export const setShortcuts = (on: boolean) => localStorage.setItem('shortcuts', on ? 'on' : 'off')

/** Focuses a text box, with the buttons of its form in view. */
export function focusBox(box: HTMLElement | null) {
  box?.focus()
  box?.closest('form')?.scrollIntoView({ block: 'nearest' })
}

/** Runs `fn` once it has not been called for `milliseconds`. */
export function debounced(fn: () => void, milliseconds: number): () => void {
  let timer = 0
  return () => {
    clearTimeout(timer)
    timer = window.setTimeout(fn, milliseconds)
  }
}
