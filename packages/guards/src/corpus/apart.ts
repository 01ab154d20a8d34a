import { readFileSync } from 'node:fs'

/** A text, what it is, and for a name the names of staff it is compared with. */
export type ApartItem = { text: string; note: string; staff?: string[] }

/**
 * Texts written by somebody who did not know the rules: those the rules were fitted to, and
 * held-out ones (`held-out`).
 */
export const apartItems = (name: string, parts = ['', '.held-out']): ApartItem[] =>
  parts.flatMap((part) => {
    const url = new URL(`apart/${name}${part}.json`, import.meta.url)
    return JSON.parse(readFileSync(url, 'utf8')) as ApartItem[]
  })

export const apartTexts = (name: string) => apartItems(name).map(({ text }) => text)

/** Texts written later by somebody else. */
export const freshItems = (name: string): ApartItem[] => apartItems(name, ['.fresh'])

/** True if another decision is acceptable; the note says why. */
export const isDoubtful = ({ note }: ApartItem): boolean => note.startsWith('doubtful: ')
