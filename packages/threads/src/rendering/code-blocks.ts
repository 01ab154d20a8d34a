import type { Token } from 'markdown-it'
import { escapeHtml } from '@stoa/core/text'

/** A code block as HTML, coloured if `highlightCode` did so. */
export function codeBlock({ content, info, meta }: Token): string {
  const language = /^\S+/.exec(info.trim())?.[0]
  const name = language === undefined ? '' : ` class="language-${escapeHtml(language)}"`
  const html = (meta as { html?: string } | null)?.html ?? escapeHtml(content)
  return `<pre translate="no"><code${name}>${html}</code></pre>\n`
}
