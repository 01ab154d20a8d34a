import { insertBlock } from './edit.ts'
import { covered, upload } from './upload.ts'

/** What is said while files are added; `percent` while one is on its way. */
export type Say = (words: string, percent?: number) => void

/**
 * Adds files one after the other where the cursor was when they were chosen, or at the end of a text
 * that was never touched. What is typed meanwhile stays, and the cursor where it is.
 * @param words of the composer; with `kept` its writer is a guest, whose files stay in this browser
 */
export async function addFiles(
  area: HTMLTextAreaElement,
  files: File[],
  place: number,
  { words, say }: { words: DOMStringMap; say: Say }
): Promise<void> {
  const { kept, uploading = '', uploadFailed = '' } = words
  const send = kept === undefined ? upload : keep
  const sayPercent = (percent: number) => say(uploading.replace('#', String(percent)), percent)
  const mark = follow(area, place)
  const failed: string[] = []
  for (const file of files) {
    const given = await covered(file)
    if (!given) continue
    await send(given, sayPercent).then(
      (markdown) => {
        // From here on, saved means with the pictures.
        if (kept) words.saved = kept
        mark.insert(markdown)
      },
      (error: Error) => failed.push(`${file.name} ${error.message}`)
    )
  }
  mark.end()
  say(failed.length > 0 ? `${uploadFailed} ${failed.join(' ')}` : (kept ?? ''))
}

const keep = async (file: File) => (await import('./guest-pictures.ts')).keepPicture(file)

/** A place in a text that moves along with what is typed before it. */
function follow(area: HTMLTextAreaElement, place: number) {
  let [at, value] = [place, area.value]
  const move = () => {
    at = moved(at, value, area.value)
    value = area.value
  }
  area.addEventListener('input', move)
  return {
    insert(markdown: string) {
      move()
      const isHere = area.selectionStart === at || document.activeElement !== area
      const next = insertBlock({ value, start: at, end: at }, markdown)
      const added = next.value.slice(at, at + next.value.length - value.length)
      area.setRangeText(added, at, at, isHere ? 'end' : 'preserve')
      ;[at, value] = [at + added.length, area.value]
      area.dispatchEvent(new InputEvent('input', { bubbles: true }))
    },
    end: () => area.removeEventListener('input', move)
  }
}

/** Where a place of a text is after a change of it. */
export function moved(at: number, before: string, after: string): number {
  let same = 0
  while (same < at && before[same] === after[same]) same += 1
  if (same === at) return at
  return Math.max(same, Math.min(after.length, at + after.length - before.length))
}
