import type { PreprocessorGroup } from 'svelte/compiler'

const attribute = /\b(?:form)?action="\?\/[^"]*(?=")/g
const literal = /'\?\/[^']*'/g
const script = '<script lang="ts">'
const importMark = "import { languageOfForms } from '#lib/page/marks.ts'"

/** Ends each address of a form action in our components by a mark for the language of the page. */
export const languageOfForms: PreprocessorGroup = {
  name: 'stoa-language-of-forms',
  markup({ content, filename = '' }) {
    const code = content
      .replaceAll(attribute, '$&{languageOfForms}')
      .replaceAll(literal, '($& + languageOfForms)')
    if (code === content) return undefined
    if (!code.includes(script)) throw new Error(`A form needs ${script}: ${filename}`)
    return { code: code.replace(script, `${script}\n${importMark}`) }
  }
}
