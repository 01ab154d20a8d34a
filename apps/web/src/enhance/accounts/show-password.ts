/** Lets people see the password that they type. */
class ShowPassword extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    this.append(switchOf(field, this.dataset.words ?? ''))
    // Browsers offer to keep only what is sent as a password.
    field.form?.addEventListener('submit', () => void (field.type = 'password'))
  }
}

/** A checkbox without a name, which no form sends. */
function switchOf(field: HTMLInputElement, words: string): HTMLElement {
  const label = document.createElement('label')
  label.className = 'mt-1.5 flex items-center gap-2 text-sm'
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' })
  box.className = 'size-4 flex-none'
  box.addEventListener('change', () => void (field.type = box.checked ? 'text' : 'password'))
  label.append(box, words)
  return label
}

customElements.define('show-password', ShowPassword)
