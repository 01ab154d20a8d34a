import { expect, test } from 'vitest'
import { uploadIdsIn } from './attach.ts'

const id = 'AbCdEfGhIjKlMnOpQrSt_-'

test('the uploads of a text are found without duplicates', () => {
  const url = `/api/v1/uploads/${id}`
  expect(uploadIdsIn(`![a](${url}) [b](${url}) ${url}x /api/v1/uploads/short`)).toEqual([id])
})
