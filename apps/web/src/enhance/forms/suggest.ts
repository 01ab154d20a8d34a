import { call } from '../api.ts'
import { debounced } from '../keyboard.ts'
import type { Listbox, Option } from './listbox.ts'

type Suggestions<T> = {
  /** The words to look up of what is typed; undefined if they are too few. */
  words?: (typed: string) => string | undefined
  /** Path of the endpoint that finds what they mean. */
  path: (words: string) => string
  options: (found: T) => Option[]
  /** Whether Enter picks the first option. */
  chooses?: (words: string) => boolean
  milliseconds?: number
}

const trimmed = (typed: string) => typed.trim() || undefined

/** Shows in a list what the server finds for the words that are typed in a field, while they are. */
export function suggest<T>(
  field: HTMLInputElement,
  list: Listbox,
  { words = trimmed, path, options, chooses = () => false, milliseconds = 200 }: Suggestions<T>
): () => void {
  const find = async () => {
    const asked = words(field.value)
    if (asked === undefined || document.activeElement !== field) return list.close()
    const found = await call<T>('GET', path(encodeURIComponent(asked))).catch(() => undefined)
    if (words(field.value) !== asked || document.activeElement !== field) return
    list.show(found ? options(found) : [], chooses(asked))
  }
  const soon = debounced(() => void find(), milliseconds)
  field.addEventListener('input', (event) => event.isComposing || soon())
  field.addEventListener('compositionend', soon)
  // Typed while this was loading.
  if (field.value !== field.defaultValue) soon()
  return soon
}
