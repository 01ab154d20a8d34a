import { loadPart } from '../answered-page.ts'
import { typeAgain, typedIn } from '../queue/typed-state.ts'

/** Shows what the chosen category asks for, as the form does without scripts by its button. */
class CategoryFields extends HTMLElement {
  connectedCallback() {
    const form = this.closest('form')
    const chosen = form?.elements.namedItem('categoryId')
    if (!form || !(chosen instanceof HTMLSelectElement)) return
    chosen.addEventListener('change', () => void this.#show(form, chosen))
    // Chosen before this script had loaded.
    if (chosen.value !== this.dataset.category) void this.#show(form, chosen)
  }

  async #show(form: HTMLFormElement, { value }: HTMLSelectElement) {
    this.dataset.category = value
    const body = new FormData(form)
    const act = { method: 'POST', body }
    const shown = await loadPart('/ask?/choose', 'category-fields', act).catch(() => null)
    // Another one was chosen meanwhile.
    if (this.dataset.category !== value) return
    // Answers to the category before would be refused; the server asks again what is needed.
    if (!shown) return this.replaceChildren()
    const typed = typedIn(this)
    this.replaceChildren(...shown.childNodes)
    typeAgain(this, typed)
    this.dispatchEvent(new Event('fieldsshown', { bubbles: true }))
  }
}

customElements.define('category-fields', CategoryFields)
