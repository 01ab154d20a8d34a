import { isSignedIn, Problem, type Context, type FieldError } from '@stoa/core'
import { replaced } from '@stoa/guards'
import { draftInput, draftKey } from './contract.ts'
import { saveDraft, type Content } from './drafts.ts'

/**
 * Saves a submitted form as a draft, with the uploaded file at the end of its text. Without a
 * sign-in only drafts of tickets are saved.
 * @throws Problem 422 `secret_found`; the draft is saved without the secret
 */
export async function keepInDraft(
  ctx: Context,
  form: Record<string, string>,
  markdown: string
): Promise<void> {
  const key = draftKey.safeParse(form['draft'])
  if (!key.success || (!isSignedIn(ctx.actor) && !key.data.startsWith('ticket'))) return
  const text = form['body']?.replaceAll('\r\n', '\n').trimEnd() ?? ''
  const both = [text, markdown].filter(Boolean).join('\n\n')
  // If text and file are too long together, the text alone is saved.
  const content = [both, text]
    .map((body) => draftInput.safeParse({ ...typed(form), body }))
    .find(({ success }) => success)?.data
  if (content?.body || content?.title) await keepWithoutSecrets(ctx, key.data, content)
}

async function keepWithoutSecrets(ctx: Context, key: string, content: Content): Promise<void> {
  try {
    await saveDraft(ctx, key, content)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'secret_found') throw error
    const rest = without(content, error)
    const isLess = JSON.stringify(rest) !== JSON.stringify(content)
    await keepWithoutSecrets(ctx, key, isLess ? rest : {})
    throw error
  }
}

function without(content: Content, { errors }: Problem): Content {
  const rangesIn = (name: string) => errors.filter(({ path }) => path === name).map(rangeOf)
  const { title, body, tags } = content
  return {
    ...content,
    title: title && replaced(title, rangesIn('title')),
    body: body && replaced(body, rangesIn('body')),
    tags: errors.some(({ path }) => path.startsWith('tags')) ? [] : tags
  }
}

const rangeOf = ({ params }: FieldError) => ({
  start: Number(params?.['start']),
  end: Number(params?.['end'])
})

/** The form's filled-in fields as draft fields; empty ones are left out. */
function typed(form: Record<string, string>) {
  const filled = Object.entries(form).filter(([, value]) => value !== '')
  const { tags, ...texts } = Object.fromEntries(filled)
  return tags === undefined ? texts : { ...texts, tags: tags.split(/[\s,，、]+/).filter(Boolean) }
}
