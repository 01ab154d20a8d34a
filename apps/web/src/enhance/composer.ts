import { quoted } from '../lib/quoted.ts'
import { call } from './api.ts'
import { DraftKeeper } from './composer-draft.ts'
import { format, insertBlock, type Text, type Tool } from './composer-editing.ts'
import { completeMentions } from './composer-mentions.ts'
import { quoteFor, showReplyTo } from './composer-quotes.ts'
import { imagesIn, takeChosen, upload } from './composer-upload.ts'
import './secret-watch.ts'

/** Adds Markdown buttons, preview, images, mentions, quotes and drafts to a text area. */
class Composer extends HTMLElement {
  // A local variable could be collected as garbage while the user still looks for the image.
  readonly #images = Object.assign(document.createElement('input'), {
    type: 'file',
    accept: 'image/*',
    multiple: true
  })

  connectedCallback() {
    this.#images.onchange = () => void this.#upload([...(this.#images.files ?? [])])
    this.querySelectorAll<HTMLButtonElement>('[data-tool]').forEach((button) =>
      button.addEventListener('click', () => void this.#use(button))
    )
    this.#area.addEventListener('paste', (event) => this.#take(event, event.clipboardData))
    this.#area.addEventListener('drop', (event) => this.#take(event, event.dataTransfer))
    document.addEventListener('click', (event) => void this.#quote(event))
    completeMentions(this.#area)
    this.#keepDraft()
    void this.#upload(takeChosen(this.closest('form')))
  }

  get #area() {
    return this.querySelector('textarea') as HTMLTextAreaElement
  }

  #keepDraft() {
    const { draft, member, saved = '' } = this.dataset
    const form = this.closest('form')
    if (!form || !draft) return
    const writer = member === undefined ? 'guest' : 'member'
    const keeper = new DraftKeeper(form, draft, writer, (words = saved) => this.#say(words))
    keeper.restore()
  }

  /** @param percent progress of an upload, shown beside the message */
  #say(words: string, percent?: number) {
    const status = this.querySelector('[data-status]')
    const progress = this.querySelector('progress')
    if (!status || !progress) return
    status.textContent = words
    progress.hidden = percent === undefined
    progress.value = percent ?? 0
  }

  #edit(change: (text: Text) => Text) {
    const area = this.#area
    const { value, start, end } = change({
      value: area.value,
      start: area.selectionStart,
      end: area.selectionEnd
    })
    area.value = value
    area.focus()
    area.setSelectionRange(start, end)
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }

  #use(button: HTMLButtonElement) {
    const tool = button.dataset.tool
    if (tool === 'preview') return this.#preview(button)
    if (tool === 'image') return this.#choose()
    this.#edit((text) => format(text, tool as Tool))
  }

  async #preview(button: HTMLButtonElement) {
    const view = this.querySelector<HTMLElement>('[data-preview]')
    if (!view) return
    const showing = button.ariaPressed !== 'true'
    try {
      if (showing) view.innerHTML = await this.#rendered()
    } catch (error) {
      return this.#say((error as Error).message)
    }
    button.ariaPressed = String(showing)
    view.hidden = !showing
    this.#area.hidden = showing
  }

  /** HTML rendered and sanitised by the server. */
  async #rendered(): Promise<string> {
    const { html } = await call<{ html: string }>('POST', '/previews', { body: this.#area.value })
    return html
  }

  #choose() {
    // Choosing the same image again must be a change, too.
    this.#images.value = ''
    this.#images.click()
  }

  #take(event: Event, data: DataTransfer | null) {
    const images = imagesIn(data)
    if (images.length === 0 || this.dataset.uploads === undefined) return
    event.preventDefault()
    void this.#upload(images)
  }

  async #upload(images: File[]) {
    for (const image of images)
      await this.#insert(image).catch((error: Error) =>
        this.#say(`${this.dataset.uploadFailed ?? ''} ${error.message}`)
      )
  }

  async #insert(image: File) {
    const { uploading = '' } = this.dataset
    const { coverUp } = await import('./cover-up.ts')
    const file = await coverUp(image)
    if (!file) return
    const markdown = await upload(file, (percent) =>
      this.#say(uploading.replace('#', String(percent)), percent)
    )
    this.#edit((text) => insertBlock(text, markdown))
    this.#say('')
  }

  async #quote(event: MouseEvent) {
    const quote = quoteFor(event.target as Element)
    if (!quote) return
    event.preventDefault()
    const quoting = new CustomEvent('quoting', { bubbles: true, cancelable: true })
    const inPlace = this.dispatchEvent(quoting)
    showReplyTo(this.closest('form'), quote.number)
    this.#area.focus()
    const block = quoted(await quote.words)
    this.#edit((text) => insertBlock(text, block))
    if (inPlace) this.scrollIntoView({ block: 'center' })
  }
}

customElements.define('stoa-composer', Composer)
