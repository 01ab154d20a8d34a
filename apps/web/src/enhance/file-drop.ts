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
