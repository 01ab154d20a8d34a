import { inlineCode, type Document } from './documents.ts'

export type Found = { command: string; path: string }

const stoa = /^(?:[A-Z_]+=\S+ )*(?:npm run stoa --|(?:\S*\/)?stoa) (?!--$|COMMAND$)/

/** Whether quotes are closed and the line does not go on after it. */
const isComplete = (text: string) =>
  !text.endsWith('\\') && (text.match(/(?<!\\)'/g) ?? []).length % 2 === 0

/** The commands of a block of the shell, one of several lines as one. */
export function commandsIn(text: string): string[] {
  const commands: string[] = []
  let begun = ''
  for (const line of text.split('\n')) {
    begun = begun === '' ? line.replace(/(?:^|\s+)#(?: .*)?$/, '') : `${begun}\n${line}`
    if (!isComplete(begun)) continue
    if (begun.trim() !== '') commands.push(begun.trim())
    begun = ''
  }
  return commands
}

/** All commands of a document: those of its blocks, and those of Stoa within sentences. */
export function commandsOf(document: Document): Found[] {
  const { path, blocks } = document
  const typed = blocks.flatMap(({ language, text }) => (language === 'sh' ? commandsIn(text) : []))
  const named = inlineCode(document).filter((code) => stoa.test(code))
  return [...typed, ...named].map((command) => ({ command, path }))
}

/** The words after the name of the program, if the command is one of Stoa. */
export const argumentsOf = (command: string): string[] | undefined =>
  stoa.test(command) ? wordsOf(command.replace(stoa, '')) : undefined

const wordsOf = (text: string) =>
  [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? ''
  )
