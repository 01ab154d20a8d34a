import { rules } from '@secretlint/secretlint-rule-preset-recommend'
import type { Detector, Finding } from '../detector.ts'

type Report = { range: readonly number[] }
type Rule = {
  meta: { id: string; supportedContentTypes?: string[] }
  messages: object
  create(context: object, options: object): { file?(source: object): unknown }
}

// Rules that read file names, or that disable others by comments.
const left = /filter-comments|rule-gcp|rule-privatekey/
const used = (rules as unknown as Rule[]).filter(({ meta }) => !left.test(meta.id))

/** Finds API keys and tokens of known providers by the rules of secretlint. */
export const findKnownTokens: Detector = (text) => {
  const findings: Finding[] = []
  const context = {
    createTranslator: () => () => ({}),
    report({ range: [start = 0, end = 0] }: Report) {
      findings.push({ kind: 'api_key', start, end })
    },
    ignore() {}
  }
  const source = { content: text, contentType: 'text', filePath: '', ext: '' }
  for (const rule of used) rule.create(context, {}).file?.(source)
  return findings
}
