import { Problem, type Context } from '@stoa/core'
import { textsIn } from './archives.ts'
import type { AllowedType } from './content-type.ts'
import { lineAt, textOf } from './text-files.ts'

/**
 * Reviews the texts in a file for secrets, because a secret in a log is as readable as in a post
 * and its uploader may not know of it.
 * @throws Problem 422 `upload_secret_in_text` or `upload_secret_in_archive`, as `textsIn`
 */
export async function reviewContent(
  ctx: Context,
  bytes: Buffer,
  contentType: AllowedType
): Promise<void> {
  if (contentType.startsWith('text/')) await reviewText(ctx, bytes)
  if (contentType === 'application/zip') await reviewArchive(ctx, bytes)
}

/** @throws Problem 422 `upload_secret_in_code` */
export async function reviewCodes(ctx: Context, codes: string[]): Promise<void> {
  for (const text of codes)
    await review(ctx, text, ({ errors }) => new Problem(422, 'upload_secret_in_code', {}, errors))
}

async function reviewText(ctx: Context, bytes: Buffer) {
  const text = textOf(bytes)
  await review(ctx, text, ({ errors }) => {
    const line = lineAt(text, Number(errors[0]?.params?.['start'] ?? 0))
    return new Problem(422, 'upload_secret_in_text', { line }, errors)
  })
}

async function reviewArchive(ctx: Context, bytes: Buffer) {
  for await (const { name, text } of textsIn(bytes)) {
    await review(ctx, `${name}\n${text}`, ({ errors }) => {
      const place = Number(errors[0]?.params?.['start'] ?? 0) - name.length - 1
      const line = lineAt(text, Math.max(0, place))
      return new Problem(422, 'upload_secret_in_archive', { name: name.slice(-100), line }, errors)
    })
  }
}

async function review(ctx: Context, text: string, inFile: (problem: Problem) => Problem) {
  try {
    await ctx.ports.safety.review(ctx, { path: 'file', text })
  } catch (error) {
    throw error instanceof Problem ? inFile(error) : error
  }
}
