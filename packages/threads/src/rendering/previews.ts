import type { Context } from '@stoa/core'
import { renderBody } from './rendering.ts'

/** Renders a text as it would look as a post; stores nothing. */
export async function previewOf(ctx: Context, body: string): Promise<{ html: string }> {
  const { html } = await renderBody(ctx, body)
  return { html }
}
