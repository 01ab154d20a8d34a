import type { ThreadHead } from '#lib/shapes.ts'

/**
 * Id of the form that the buttons of a thread and its posts belong to: the reply form, if there is
 * one, so that they save its text.
 */
export const formOf = ({ can }: Pick<ThreadHead, 'can'>) => (can.reply ? 'reply' : 'act')
