import { expect, test } from 'vitest'
import { inputOf, localOf, writtenOf } from './written.ts'

const written = {
  type: 'maintenance',
  severity: 'important',
  'translations.zh-CN.title': '系统维护',
  'translations.zh-CN.body': '凌晨维护。',
  'translations.en.title': '',
  'translations.en.body': '',
  services: '提币，API, ',
  timeZone: 'Asia/Shanghai',
  publishAt: '2026-11-25T22:00',
  pinUntil: ''
}

test('a form becomes the API’s input; languages without text are left out', () => {
  expect(inputOf(written, ['3'])).toMatchObject({
    type: 'maintenance',
    translations: { 'zh-CN': { title: '系统维护', body: '凌晨维护。' } },
    services: ['提币', 'API'],
    categories: ['3'],
    publishAt: '2026-11-25T22:00',
    expiresAt: null,
    pin: null,
    discussion: 'none'
  })
  expect(Object.keys(inputOf(written, []).translations)).toEqual(['zh-CN'])
})

test('a stored time is shown in the zone of its writer', () => {
  expect(localOf('2026-11-25T14:00:00.000Z', 'Asia/Shanghai')).toBe('2026-11-25T22:00')
  expect(localOf('2026-07-01T00:30:00.000Z', 'America/New_York')).toBe('2026-06-30T20:30')
  expect(localOf(null, 'UTC')).toBe('')
})

test('an edited announcement comes back as it was written', () => {
  const content = {
    type: 'maintenance',
    basis: 'maintenance' as const,
    severity: 'important' as const,
    services: ['提币', 'API'],
    categories: [],
    texts: { 'zh-CN': { title: '系统维护', body: '凌晨维护。' } },
    publishAt: '2026-11-25T14:00:00.000Z',
    expiresAt: null,
    startsAt: null,
    endsAt: null,
    pin: null,
    discussion: 'none' as const
  }
  const source = {
    ...{ id: 1, state: 'draft' as const, revision: 1, typeName: '维护', content, preview: [] },
    ...{
      snapshot: { revision: '1', parts: [] },
      outside: [],
      mayClean: false,
      needsSecondPerson: false,
      approvalMayFollow: false,
      changesWait: false,
      blanks: [],
      approvers: [],
      mayPublish: true,
      mayApprove: false
    }
  }
  const { publishAt, services, ...again } = writtenOf(source, 'Asia/Shanghai')
  expect({ publishAt, services }).toEqual({ publishAt: '2026-11-25T22:00', services: '提币, API' })
  expect(again['translations.zh-CN.title']).toBe('系统维护')
})
