import type { SecretKind } from '../detector.ts'

/** A text with one secret in it. */
export type SecretText = { kind: SecretKind; secret: string; text: string }
type Template = (secret: string) => string

/** Every kind of secret in every template. */
export const every = (
  kind: SecretKind,
  secrets: (() => string)[],
  templates: Template[]
): SecretText[] =>
  secrets.flatMap((make) =>
    templates.map((template) => {
      const secret = make()
      return { kind, secret, text: template(secret) }
    })
  )

export const bare: Template = (secret) => secret
export const inEnglish: Template = (secret) =>
  `Hi, support asked me for this, is it right? ${secret} Thanks a lot.`
export const inChinese: Template = (secret) => `客服让我发这个，对吗？\n${secret}\n谢谢大家`
export const inCode: Template = (secret) => `It fails with:\n\n\`\`\`\n${secret}\n\`\`\`\n`
