// Only this process knows it, so that no text of a user contains a mark.
const secret = crypto.randomUUID().replaceAll('-', '')

/** Stands in rendered HTML for what `finished-page.server.ts` writes there. */
export const mark = (name: string): string => `${secret}${name}${secret}`

/** Cuts rendered HTML at its marks: texts by turns with names of marks. */
export const cutAtMarks = (html: string): string[] => html.split(secret)

/** Ends the address of every form action; `language-of-forms.build.ts` writes it there. */
export const languageOfForms = mark('language')
