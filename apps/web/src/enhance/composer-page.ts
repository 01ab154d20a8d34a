import { previewBeside } from './composer-beside.ts'
import type { Say } from './composer-pictures.ts'

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
