import './forms/browser-draft.ts'
import './threads/copy-code.ts'
import './threads/copy-link.ts'
import './threads/open-picture.ts'
import { setShortcuts, shortcutsOn } from './keyboard.ts'

// Small elements of few pages, in one file: each entry of `index.ts` weighs on every first view.

/** Filters the list of categories while words are typed. Without scripts the form asks the server. */
class CategoryFilter extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const show = () => this.#show(plain(field.value).trim())
    field.addEventListener('input', show)
    // Somebody may have typed before this script came.
    if (field.value !== field.defaultValue) show()
  }

  #show(words: string) {
    for (const item of this.querySelectorAll('li'))
      item.hidden = !plain(item.textContent).includes(words)
    const status = this.querySelector<HTMLElement>('[role=status]')
    if (status) status.hidden = this.querySelector('li:not([hidden])') !== null
  }
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

customElements.define('category-filter', CategoryFilter)

/** Puts a file that is dropped on it, or pasted outside a text field, into the form, and sends it. */
class FileDrop extends HTMLElement {
  connectedCallback() {
    this.addEventListener('dragover', (event) => {
      event.preventDefault()
      this.dataset.over = ''
    })
    this.addEventListener('dragleave', () => delete this.dataset.over)
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      delete this.dataset.over
      this.#take(event.dataTransfer)
    })
    document.addEventListener('paste', (event) => this.#take(event.clipboardData))
  }

  #take(data: DataTransfer | null) {
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    if (!input || !data?.files.length) return
    input.files = data.files
    input.form?.requestSubmit()
  }
}

customElements.define('file-drop', FileDrop)

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
