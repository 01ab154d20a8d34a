const controls =
  /<input\b([^>]*)>|<textarea\b([^>]*)>(.*?)<\/textarea>|<select\b([^>]*)>(.*?)<\/select>/gs

const plain = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')

const valueOf = (attributes: string, name: string) => {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(attributes)
  return found ? plain(found[1] ?? '') : undefined
}

/**
 * What a browser sends of an edit on a page.
 * @param action of the form, as in its HTML
 */
export function filledForm(html: string, action: string): Record<string, string[]> {
  const forms = [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)]
  const edits = forms.filter(([, , inside = '']) => inside.includes('name="revision"'))
  const form = edits.find(([, of = '']) => valueOf(of, 'action') === action) ?? edits[0]
  const sent: Record<string, string[]> = {}
  for (const control of (form?.[2] ?? '').matchAll(controls)) {
    const [name, value] = controlOf(control)
    if (name !== undefined && value !== undefined) (sent[name] ??= []).push(value)
  }
  return sent
}

/** Name and value of a control; no value if it is not sent. */
function controlOf([, input, area, text = '', select = '', options = '']: RegExpMatchArray) {
  if (input !== undefined) return [valueOf(input, 'name'), typedIn(input)]
  if (area !== undefined) return [valueOf(area, 'name'), plain(text)]
  return [valueOf(select, 'name'), chosen(options)]
}

function typedIn(input: string): string | undefined {
  const type = valueOf(input, 'type')
  if (type === 'file' || type === 'submit') return undefined
  if (type !== 'checkbox' && type !== 'radio') return valueOf(input, 'value') ?? ''
  return / checked/.test(input) ? (valueOf(input, 'value') ?? 'on') : undefined
}

function chosen(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>(.*?)<\/option>/gs)]
  const [, of = '', words = ''] = all.find(([, of = '']) => / selected/.test(of)) ?? all[0] ?? []
  return valueOf(of, 'value') ?? plain(words.replace(/<[^>]*>/g, ''))
}
