import type { Say } from './pictures.ts'
import { debounced } from '../keyboard.ts'

type Given = { render: () => Promise<string>; say: Say }

/** Adds what only a page for writing has: a preview beside the text, and a guest's pictures. */
export async function prepare(
  composer: HTMLElement,
  area: HTMLTextAreaElement,
  { render, say }: Given
): Promise<void> {
  if (composer.dataset.beside !== undefined) previewBeside(composer, area, render)
  if (!area.value.includes('](waiting-picture-')) return
  const { areOwn, removeMissing, sendPictures } = await import('./guest-pictures.ts')
  const { uploading = '', uploadFailed = '', waiting = '', lost = '' } = composer.dataset
  const last = (await removeMissing(area)) ? lost : ''
  say(last)
  const send = () =>
    sendPictures(area, (percent) => say(uploading.replace('#', String(percent)), percent)).then(
      () => say(last),
      (error: Error) => say(`${uploadFailed} ${error.message}`)
    )
  if (areOwn(area)) return send()
  const button = Object.assign(document.createElement('button'), {
    ...{ type: 'button', className: 'button mt-2', textContent: waiting },
    onclick: () => {
      button.remove()
      void send()
    }
  })
  composer.append(button)
}

const wide = matchMedia('(width >= 68.75rem)')

/**
 * Keeps the server's rendering beside the text on wide screens. On others it is shown instead of the
 * text, by the button.
 */
export function previewBeside(
  composer: HTMLElement,
  area: HTMLTextAreaElement,
  render: () => Promise<string>
): void {
  const view = composer.querySelector<HTMLElement>('[data-preview]')
  if (!view) return
  let shown: string | undefined
  const show = async () => {
    const text = area.value
    if (!wide.matches || text === shown) return
    shown = text
    // A failed request leaves the last one; the next input tries again.
    const html = text.trim() === '' ? '' : await render().catch(() => view.innerHTML)
    if (text === shown) view.innerHTML = html
  }
  const arrange = () => {
    composer.toggleAttribute('data-wide', wide.matches)
    const isPressed = composer.querySelector('[data-tool=preview]')?.ariaPressed === 'true'
    view.hidden = !wide.matches && !isPressed
    area.hidden = !wide.matches && isPressed
    void show()
  }
  area.addEventListener(
    'input',
    debounced(() => void show(), 600)
  )
  wide.addEventListener('change', arrange)
  arrange()
}
