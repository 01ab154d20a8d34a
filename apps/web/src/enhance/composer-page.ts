import { previewBeside } from './composer-beside.ts'
import type { Say } from './composer-pictures.ts'

type Given = { render: () => Promise<string>; say: Say }

/** Adds what only a page for writing has: the preview beside the text, and a guest's pictures. */
export async function prepare(
  composer: HTMLElement,
  area: HTMLTextAreaElement,
  { render, say }: Given
): Promise<void> {
  previewBeside(composer, area, render)
  if (!area.value.includes('](waiting-picture-')) return
  const { sendPictures } = await import('./guest-pictures.ts')
  const { uploading = '', uploadFailed = '' } = composer.dataset
  await sendPictures(area, (percent) => say(uploading.replace('#', String(percent)), percent)).then(
    () => say(''),
    (error: Error) => say(`${uploadFailed} ${error.message}`)
  )
}
