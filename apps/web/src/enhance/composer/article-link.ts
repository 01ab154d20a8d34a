import { call } from '../api.ts'
import { isTyping, shortcutsOn } from '../keyboard.ts'
import { Listbox } from '../forms/listbox.ts'
import { suggest } from '../forms/suggest.ts'

type Article = { id: number; language: string; title: string; url: string }

/**
 * Suggests articles while words of a title are typed. The composer inserts a link to the picked one, or
 * its text. Only articles that readers of the answer may read are found.
 */
class ArticleLink extends HTMLElement {
  #found: Article[] = []

  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    // Enter picks; it must not send the answer. The list has its own listener first.
    const list = new Listbox(field, (at) => this.#insert(linkTo(this.#found[Number(at)])), {
      label: this.dataset.text ?? '',
      pick: (at) => void this.#insertText(this.#found[Number(at)])
    })
    field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault())
    suggest<{ items: Article[] }>(field, list, {
      path: (q) =>
        `/articles/linkable?q=${q}&language=${this.dataset.language}${this.#answer('&')}`,
      options: ({ items }) => {
        this.#found = items
        return items.map(({ title }, at) => ({ label: title, value: String(at) }))
      },
      chooses: () => true
    })
    // The page of a ticket has keys of its own.
    if (!document.querySelector('[data-keys=page]'))
      document.addEventListener('keydown', (event) => focusAt(event, field))
  }

  /** The parameter that says whose answer it is: without a ticket, one in public. */
  #answer(separator: string) {
    const { ticket } = this.dataset
    return ticket === undefined ? '' : `${separator}ticket=${ticket}`
  }

  #insert(text: string) {
    const field = this.querySelector('input')
    if (field) field.value = ''
    this.dispatchEvent(new CustomEvent('insert', { detail: text, bubbles: true }))
  }

  async #insertText(article: Article | undefined) {
    if (!article) return
    const path = `/articles/${article.id}/translations/${article.language}/excerpt${this.#answer('?')}`
    try {
      this.#insert((await call<{ text: string }>('GET', path)).text)
    } catch (error) {
      const words = error instanceof Error ? error.message : ''
      this.dispatchEvent(new CustomEvent('refused', { detail: words, bubbles: true }))
    }
  }
}

function focusAt(event: KeyboardEvent, field: HTMLElement) {
  if (event.key !== 'l' || event.repeat || isTyping(event) || !shortcutsOn()) return
  event.preventDefault()
  field.focus()
}

/** An article, as a link in Markdown. Mails need the whole address. */
const linkTo = (article: Article | undefined) =>
  article ? `[${article.title.replace(/[\\[\]]/g, '\\$&')}](${location.origin}${article.url})` : ''

customElements.define('article-link', ArticleLink)
