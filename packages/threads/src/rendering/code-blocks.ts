import type { Token } from 'markdown-it'
import { escapeHtml } from '@stoa/core/text'

/** A code block as HTML, which programs that translate pages leave alone. */
export function codeBlock({ content, info }: Token): string {
  const language = /^\S+/.exec(info.trim())?.[0]
  const name = language === undefined ? '' : ` class="language-${escapeHtml(language)}"`
  return `<pre translate="no"><code${name}>${escapeHtml(content)}</code></pre>\n`
}
