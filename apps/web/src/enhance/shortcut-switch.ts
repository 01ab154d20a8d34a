import { setShortcuts, shortcutsOn } from './keyboard.ts'

/** Checkbox that switches single-key shortcuts off in this browser. */
class ShortcutSwitch extends HTMLElement {
  connectedCallback() {
    const box = this.querySelector('input')
    if (!box) return
    box.checked = shortcutsOn()
    box.addEventListener('change', () => setShortcuts(box.checked))
  }
}

customElements.define('shortcut-switch', ShortcutSwitch)
