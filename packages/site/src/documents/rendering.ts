import type { Context } from '@stoa/core'
import type { RenderedText } from './ports.ts'

/** Renders a text as a page of its own: its headings stand right below the title. */
export async function renderDocument(ctx: Context, body: string): Promise<RenderedText> {
  const { html, ...rest } = await ctx.ports.threads.renderBody(ctx, body)
  return { ...rest, html: html.replaceAll(/<(\/?)h([3-6])(?=[\s>])/g, raised) }
}

// Those of posts stand two levels lower, as posts have headings themselves.
const raised = (_tag: string, end: string, level: string) =>
  `<${end}h${Math.max(2, Number(level) - 2)}`
