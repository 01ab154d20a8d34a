type Uploaded = { markdown: string }
type Refusal = { detail?: string; title?: string }

/** Images among pasted or dropped files. */
export const imagesIn = (data: DataTransfer | null) =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'))

/**
 * Uploads an image and returns its Markdown.
 * @param progress called with 0 to 100
 * @throws Error with the problem's message
 */
export function upload(file: File, progress: (percent: number) => void): Promise<string> {
  const form = new FormData()
  form.append('file', file)
  const request = new XMLHttpRequest()
  request.responseType = 'json'
  // XMLHttpRequest, because fetch does not report upload progress.
  request.upload.onprogress = ({ loaded, total }) => progress(Math.floor((100 * loaded) / total))
  return new Promise((resolve, reject) => {
    request.onload = () => {
      if (request.status === 201) resolve((request.response as Uploaded).markdown)
      else reject(new Error(wordsOf(request.response as Refusal | null)))
    }
    request.onerror = () => reject(new Error(''))
    request.open('POST', '/api/v1/uploads')
    request.send(form)
  })
}

const wordsOf = (refusal: Refusal | null) => refusal?.detail ?? refusal?.title ?? ''

/** Pictures pass the page that covers what is private in them; undefined if it was closed. */
export async function covered(file: File): Promise<File | undefined> {
  if (!file.type.startsWith('image/')) return file
  const { coverUp } = await import('../cover-up/cover-up.ts')
  return coverUp(file)
}

/**
 * Takes the files out of the plain field of a form: they were chosen before the composer had loaded
 * and hid it.
 */
export function takeChosen(form: HTMLFormElement | null): File[] {
  const field = form?.querySelector<HTMLInputElement>('.file-upload input[type=file]')
  const files = [...(field?.files ?? [])]
  if (field) field.value = ''
  return files
}
