import { DraftKeeper } from '../composer/draft-keeper.ts'
import { focusBox } from '../keyboard.ts'
import { covered, upload } from '../composer/upload.ts'

/** Adds saved replies, files and a draft to the answer of an agent. */
class TicketComposer extends HTMLElement {
  connectedCallback() {
    const form = this.closest('form')
    const { draft = '', saved = '' } = this.dataset
    if (form) new DraftKeeper(form, draft, 'desk', (words = saved) => this.#say(words))
    const replies = this.querySelector<HTMLSelectElement>('[data-replies]')
    const use = () => replies?.value && this.#use(replies)
    this.querySelector('[data-use]')?.addEventListener('click', use)
    replies?.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      use()
      focusBox(this.querySelector('textarea'))
    })
    this.addEventListener('keydown', (event) => this.#press(event))
    this.addEventListener('insert', (event) => {
      this.#append((event as CustomEvent<string>).detail)
      focusBox(this.querySelector('textarea'))
    })
    this.addEventListener('refused', (event) => this.#fail((event as CustomEvent<string>).detail))
    const file = this.querySelector<HTMLInputElement>('input[type=file]')
    file?.addEventListener('change', () => void this.#addFile(file))
    // Chosen before this script had loaded.
    if (file?.files?.length) void this.#addFile(file)
  }

  /** Ctrl or Command with Enter sends, with Shift it goes on to the next ticket. */
  #press(event: KeyboardEvent) {
    const { key, isComposing, ctrlKey, metaKey, shiftKey } = event
    const target = event.target as HTMLElement
    if (isComposing) return
    if (key === 'Escape') return target.blur()
    // What is inserted is read before it is sent.
    if (target.matches('[data-replies], article-link *')) return
    if (key !== 'Enter' || !(ctrlKey || metaKey)) return
    event.preventDefault()
    const next = shiftKey ? this.querySelector<HTMLElement>('[data-send-next]') : null
    ;(next ?? this.querySelector<HTMLElement>('[data-send]'))?.click()
  }

  #use({ value, selectedOptions: [chosen] }: HTMLSelectElement) {
    this.#append(value)
    this.#fail(chosen?.dataset.leftOut ?? '')
  }

  #say(words: string) {
    const status = this.querySelector('[data-status]')
    if (status) status.textContent = words
  }

  #fail(words: string) {
    const alert = this.querySelector('[data-failed]')
    if (alert) alert.textContent = words
  }

  async #addFile(field: HTMLInputElement) {
    const [chosen] = field.files ?? []
    if (!chosen) return
    const { uploading = '', uploadFailed = '' } = this.dataset
    this.#fail('')
    try {
      const file = await covered(chosen)
      if (!file) return
      const progress = (percent: number) => this.#say(uploading.replace('#', String(percent)))
      this.#append(await upload(file, progress))
    } catch (error) {
      this.#fail((error instanceof Error && error.message) || uploadFailed)
    } finally {
      this.#say('')
      field.value = ''
    }
  }

  #append(text: string) {
    const area = this.querySelector('textarea')
    if (!area) return
    area.value = area.value.trim() === '' ? text : `${area.value.trimEnd()}\n\n${text}`
    // Setting the value fires no event; drafts and the check for secrets rely on it.
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
}

customElements.define('ticket-composer', TicketComposer)
