import { expect, test } from 'vitest'
import { moved } from './pictures.ts'

test.each([
  ['what is typed behind it moves no place', 3, 'one two', 'one two three', 3],
  ['what is typed before it moves it along', 3, 'one two', 'so one two', 6],
  ['what is deleted before it moves it back', 7, 'so one two', 'one two', 4],
  ['a deleted place is where the deletion was', 4, 'one two', 'o', 1]
])('%s', (_words, at, before, after, place) => {
  expect(moved(at, before, after)).toBe(place)
})
