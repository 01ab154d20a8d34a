const keys: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1
}

/**
 * Moves the focus within a toolbar by the arrow keys: of its buttons one can be reached by Tab.
 * Loaded when the first of them has the focus.
 */
export function rove(toolbar: HTMLElement): void {
  const shown = () => [...toolbar.querySelectorAll('button')].filter((one) => one.checkVisibility())
  const focus = (buttons: HTMLButtonElement[], button: HTMLButtonElement | undefined) => {
    for (const one of buttons) one.tabIndex = one === button ? 0 : -1
    button?.focus()
  }
  toolbar.addEventListener('keydown', (event) => {
    const buttons = shown()
    const at = buttons.indexOf(event.target as HTMLButtonElement)
    const next = keys[event.key]?.(at, buttons.length)
    if (at < 0 || next === undefined) return
    event.preventDefault()
    focus(buttons, buttons[next])
  })
}
