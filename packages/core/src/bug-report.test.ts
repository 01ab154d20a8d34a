import { DrizzleQueryError } from 'drizzle-orm/errors'
import { describe, expect, test } from 'vitest'
import { bugReport } from './bug-report.ts'

describe('a bug report', () => {
  const cause = Object.assign(new Error('duplicate key'), { detail: 'Key (email)=(a@b.test)' })
  const failed = new DrizzleQueryError('insert into posts values ($1)', ['my words'], cause)

  test('names the failed statement and the reason, not its values', () => {
    const { type, message, stack } = bugReport(failed)
    expect(type).toBe('DrizzleQueryError')
    expect(message).toBe('duplicate key\nin: insert into posts values ($1)')
    expect(stack).toContain('bug-report.test.ts')
    expect(JSON.stringify({ message, stack })).not.toMatch(/my words|a@b\.test/)
  })

  test('omits values of a cause too', () => {
    const { stack } = bugReport(new Error('no mail', { cause: failed }))
    expect(stack).toContain('caused by: ')
    expect(stack).not.toContain('my words')
  })

  test('contains all failures of an aggregate error', () => {
    const { stack } = bugReport(new AggregateError([failed, new Error('no room')], '2 failed'))
    expect(stack).toMatch(/duplicate key[^]*caused by: Error: no room/)
    expect(stack).not.toContain('my words')
  })

  test('can be made of anything thrown', () => {
    expect(bugReport('gone')).toEqual({ type: 'string', message: 'gone', stack: '' })
  })
})
