import { createHash } from 'node:crypto'
import { demoUsers, milliseconds } from './texts.ts'

/** The period in which a post can be voted for, in milliseconds since 1970. */
export type Window = { from: number; until: number }

export type Voter = { by: string; at: number }

const eager = milliseconds('4d')
const joined = new Map(demoUsers.map((user) => [user.username, milliseconds(user.joined)]))

/**
 * Picks voters deterministically: first users who had joined when the post appeared, then later
 * ones.
 * @param subject the subject of the vote; different subjects get different voters
 * @param candidates usernames
 */
export function pickVoters(
  subject: string,
  count: number,
  candidates: string[],
  window: Window,
  now: number
): Voter[] {
  const some = candidates.map((by) => {
    const from = Math.max(window.from, now - (joined.get(by) ?? 0))
    return { by, from, isLate: from > window.from, share: shareOf(`${subject} ${by}`) }
  })
  return some
    .filter(({ from }) => from < window.until)
    .toSorted((a, b) => Number(a.isLate) - Number(b.isLate) || a.share - b.share)
    .slice(0, count)
    .map(({ by, from }) => {
      const delay = shareOf(`${by} ${subject}`) ** 2 * Math.min(window.until - from, eager)
      return { by, at: from + Math.floor(delay) }
    })
}

/** A number from 0 up to 1 that depends only on the text. */
const shareOf = (text: string) =>
  createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32
