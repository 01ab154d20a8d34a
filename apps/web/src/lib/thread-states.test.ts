import { expect, test } from 'vitest'
import { statesOf } from './thread-states.ts'

const solved = { kind: 'question', solved: true, closed: false, hasOfficialPost: false } as const

const statesWith = (state: string) => {
  const mark = { kind: 'escalation', state, since: '', announcement: null }
  return statesOf({ ...solved, state: 'visible', marks: [mark] } as never)
}

test('a thread is not called solved while support works on it, perhaps again', () => {
  expect(statesWith('resolved')).toEqual(['solved', 'resolved'])
  expect(statesWith('in_progress')).toEqual(['in_progress'])
})
