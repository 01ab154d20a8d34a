import type { Author, Post } from '#lib/shapes.ts'

type Person = { author: Author; role: Post['authorRole']; count: number }

type Shown = Pick<Post, 'author' | 'authorRole' | 'html' | 'authorMuted'>

const most = 5

/**
 * Who wrote the posts of a page that the reader sees, and how many of them, those with most first.
 */
export function peopleIn(posts: readonly Shown[]): Person[] {
  const people = new Map<number, Person>()
  for (const { author, authorRole, html, authorMuted } of posts) {
    if (author.erased || html === null || authorMuted) continue
    const count = (people.get(author.id)?.count ?? 0) + 1
    people.set(author.id, { author, role: authorRole, count })
  }
  return [...people.values()].sort((a, b) => b.count - a.count).slice(0, most)
}
