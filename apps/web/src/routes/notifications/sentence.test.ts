import { describe, expect, it } from 'vitest'
import type { Notification } from '#lib/shapes.ts'
import { sentenceOf } from './sentence.ts'

const actor = {
  id: 2,
  username: 'mira',
  role: 'member',
  formerStaff: false,
  picture: null,
  erased: false
} as const
const unending = { until: null, decision: null }
const said = (notification: Notification) =>
  sentenceOf(notification, 'en').replaceAll(/[\u2068\u2069]/g, '')

const answered: Notification = {
  id: 1,
  kind: 'answer',
  url: '/t/1',
  title: 'No deposit',
  actor,
  detail: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  subject: null,
  said: null,
  read: false
}

describe('the sentence of a notification', () => {
  it('says who did what where', () => {
    expect(said(answered)).toBe('mira answered your question “No deposit”.')
  })

  it('does not show the placeholder name of a closed account', () => {
    const erased = { ...actor, username: 'erased.2', erased: true }
    expect(said({ ...answered, actor: erased })).toMatch(/^Deleted account answered/)
  })

  it('says what was decided, not by whom', () => {
    const detail = { action: 'hidden', reason: 'spam', ...unending }
    const sentence = said({ ...answered, kind: 'moderation', actor: null, detail })
    expect(sentence).toBe('Your post in “No deposit” was hidden.')
  })

  it('says whether a report was right', () => {
    const outcome = { ...answered, kind: 'report_outcome', actor: null } as const
    const dismissed = {
      ...outcome,
      detail: { action: 'report_dismissed', reason: null, ...unending }
    }
    expect(said(outcome)).toContain('moderators acted on')
    expect(said(dismissed)).toContain('took no action')
  })
})
