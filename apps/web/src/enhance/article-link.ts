import { call } from './api.ts'
import { debounced } from './keyboard.ts'
import { Listbox } from './listbox.ts'

type Found = { items: { title: string; url: string }[] }

/** Suggests articles while words of a title are typed; the composer inserts a link to the picked one. */
class ArticleLink extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    // Enter picks; it must not send the answer. The list has its own listener first.
    const list = new Listbox(field, (link) => this.#insert(field, link))
    const suggest = debounced(() => void this.#suggest(field, list), 200)
    field.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault())
    field.addEventListener('input', (event) => event.isComposing || suggest())
    field.addEventListener('compositionend', suggest)
  }

  async #suggest(field: HTMLInputElement, list: Listbox) {
    const q = field.value.trim()
    if (q === '') return list.close()
    const query = new URLSearchParams({ q, language: this.dataset.language ?? '' })
    const { items } = await call<Found>('GET', `/articles/matching?${query}`).catch(() => nothing)
    if (field.value.trim() !== q || document.activeElement !== field) return
    list.show(items.map(toOption), true)
  }

  #insert(field: HTMLInputElement, link: string) {
    field.value = ''
    this.dispatchEvent(new CustomEvent('insert', { detail: link, bubbles: true }))
  }
}

const nothing: Found = { items: [] }

/** An article, as a link in Markdown. Mails need the whole address. */
const toOption = ({ title, url }: Found['items'][number]) => ({
  label: title,
  value: `[${title.replace(/[\\[\]]/g, '\\$&')}](${location.origin}${url})`
})

customElements.define('article-link', ArticleLink)
