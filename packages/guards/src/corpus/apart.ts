import { readFileSync } from 'node:fs'

/** What it is, and for a name whose names it stands beside. */
export type ApartItem = { text: string; note: string; staff?: string[] }

/**
 * Texts that somebody wrote who did not know the rules, by what they are: those that the rules were mended by,
 * and those that they were not (`held-out`).
 */
export const apartItems = (name: string, parts = ['', '.held-out']): ApartItem[] =>
  parts.flatMap((part) => {
    const url = new URL(`apart/${name}${part}.json`, import.meta.url)
    return JSON.parse(readFileSync(url, 'utf8')) as ApartItem[]
  })

export const apartTexts = (name: string) => apartItems(name).map(({ text }) => text)

/** Texts that somebody else wrote later. */
export const freshItems = (name: string): ApartItem[] => apartItems(name, ['.fresh'])

/** Where the rules may be right to decide otherwise; the note says why. */
export const isDoubtful = ({ note }: ApartItem): boolean => note.startsWith('doubtful: ')
