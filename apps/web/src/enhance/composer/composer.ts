import { quoted } from '../../lib/text.ts'
import { call } from '../api.ts'
import { DraftKeeper } from './draft-keeper.ts'
import type { Block } from './blocks.ts'
import { edit, format, insertBlock, type Tool } from './edit.ts'
import { completeMentions } from './mentions.ts'
import { quoteFor, showReplyTo } from './quotes.ts'
import { imagesIn, takeChosen } from './upload.ts'
import './secret-watch.ts'

const blocks: Block[] = ['heading', 'listOrdered', 'table']

/** Adds Markdown buttons, preview, images, mentions, quotes and drafts to a text area. */
class Composer extends HTMLElement {
  // A local variable could be collected as garbage while the user still looks for the image.
  readonly #files = Object.assign(document.createElement('input'), {
    type: 'file',
    multiple: true
  })
  /** Where the next files go; a text that was never touched gets them at its end. */
  #isTouched = false

  connectedCallback() {
    this.#files.onchange = () => void this.#add([...(this.#files.files ?? [])])
    // The cursor may be in it since before this file was loaded.
    this.#isTouched = document.activeElement === this.#area
    this.#area.addEventListener('focus', () => (this.#isTouched = true), { once: true })
    const toolbar = this.querySelector<HTMLElement>('[role=toolbar]')
    const rove = () => void import('./toolbar.ts').then(({ rove }) => toolbar && rove(toolbar))
    toolbar?.addEventListener('focusin', rove, { once: true })
    this.querySelectorAll<HTMLButtonElement>('[data-tool]').forEach((button) =>
      button.addEventListener('click', () => void this.#use(button))
    )
    this.#area.addEventListener('paste', (event) => this.#take(event, event.clipboardData))
    this.#area.addEventListener('drop', (event) => this.#take(event, event.dataTransfer))
    document.addEventListener('click', (event) => void this.#quote(event))
    completeMentions(this.#area)
    this.#keepDraft()
    void this.#add(takeChosen(this.closest('form')))
    if (localStorage.getItem('guest-pictures'))
      void import('./guest-pictures.ts').then(({ deleteOld }) => deleteOld()).catch(() => {})
    const { member, beside, waiting } = this.dataset
    if (member !== undefined && (beside ?? waiting) !== undefined)
      void import('./writing-page.ts').then(({ prepare }) =>
        prepare(this, this.#area, { render: () => this.#rendered(), say: this.#say })
      )
  }

  get #area() {
    return this.querySelector('textarea') as HTMLTextAreaElement
  }

  #keepDraft() {
    const { draft, member } = this.dataset
    const form = this.closest('form')
    if (!form || !draft) return
    const writer = member === undefined ? 'guest' : 'member'
    const keeper = new DraftKeeper(form, draft, writer, (words = this.dataset.saved) =>
      this.#say(words ?? '')
    )
    keeper.restore()
  }

  /** @param percent progress of an upload, shown beside the message */
  #say = (words: string, percent?: number) => {
    const status = this.querySelector('[data-status]')
    const progress = this.querySelector('progress')
    if (!status || !progress) return
    status.textContent = words
    progress.hidden = percent === undefined
    progress.value = percent ?? 0
  }

  #use(button: HTMLButtonElement) {
    const tool = button.dataset.tool
    if (tool === 'preview') return this.#preview(button)
    if (tool === 'image' || tool === 'file') return this.#choose(tool)
    if (blocks.includes(tool as Block)) return this.#block(tool as Block)
    edit(this.#area, (text) => format(text, tool as Tool))
  }

  async #block(kind: Block) {
    const { block } = await import('./blocks.ts')
    edit(this.#area, (text) => block(text, kind))
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
    const { previews = '/previews', language } = this.dataset
    const input = { body: this.#area.value, language }
    return (await call<{ html: string }>('POST', previews, input)).html
  }

  #choose(tool: 'image' | 'file') {
    this.#files.accept = tool === 'image' ? 'image/*' : '.pdf,.zip,.txt,.log,image/*'
    // Choosing the same file again must be a change, too.
    this.#files.value = ''
    this.#files.click()
  }

  #take(event: Event, data: DataTransfer | null) {
    const images = imagesIn(data)
    if (images.length === 0 || this.dataset.uploads === undefined) return
    event.preventDefault()
    void this.#add(images)
  }

  async #add(files: File[]) {
    if (files.length === 0) return
    const area = this.#area
    const place = this.#isTouched ? area.selectionStart : area.value.length
    const { addFiles } = await import('./pictures.ts')
    await addFiles(area, files, place, { words: this.dataset, say: this.#say })
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
    edit(this.#area, (text) => insertBlock(text, block))
    if (inPlace) this.scrollIntoView({ block: 'center' })
  }
}

customElements.define('stoa-composer', Composer)
