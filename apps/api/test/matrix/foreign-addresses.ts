import { expect } from 'vitest'
import type { Client, TestForum } from '../forum.ts'

const addresses = /[\w.+-]+@example\.test/g

/** Expects that a text shows the email address of nobody but its reader. */
export async function expectNoForeignAddress(
  { connection }: TestForum,
  text: string,
  { id }: Pick<Client, 'id'>
) {
  const found = text.match(addresses)
  if (!found) return
  const people = await connection.sql<{ id: number; email: string }[]>`
    select id::int, email from users where email = any(${found})`
  expect(people.filter((person) => person.id !== id)).toEqual([])
}
