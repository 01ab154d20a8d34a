import type { Context } from '@stoa/core'
import type { EngineQuery, Found } from './engine.ts'
import type { Query } from './query.ts'
import { corrections } from './spelling.ts'
import { withRelated, withSynonyms } from './synonyms.ts'
import { wordsOf } from './words.ts'

type Wanted = Omit<EngineQuery, 'actor'>

/** What was found, and with which words; `meant` and `onlySome` as in the answer. */
export type Staged = Found & { words: Query; meant: string | null; onlySome: boolean }

/**
 * Finds what was typed, with synonyms. Where that is nothing: with related words too, then with
 * mistyped words put right, then the words apart from each other, at last some of them.
 */
export async function findInStages(ctx: Context, wanted: Wanted): Promise<Staged> {
  const find = (words: Query) => ctx.ports.searchEngine.find({ ...wanted, words, actor: ctx.actor })
  const typed = withSynonyms(wanted.words)
  const first = { ...(await find(typed)), words: typed, meant: null, onlySome: false }
  if (first.matches.length > 0 || typed.all.length === 0) return first
  for await (const stage of laterStages(ctx, wanted.words)) {
    const found = await find(stage.words)
    if (found.matches.length > 0) return { ...found, ...stage }
  }
  return first
}

type Stage = Pick<Staged, 'words' | 'meant' | 'onlySome'>

async function* laterStages(ctx: Context, typed: Query): AsyncGenerator<Stage> {
  const related = withRelated(typed)
  if (related) yield { words: related, meant: null, onlySome: false }
  for (const { words, text } of await corrections(ctx, typed))
    yield { words: withSynonyms(words), meant: text, onlySome: false }
  const groups = wordsOf(typed)
  if (groups.length < 2) return
  yield { words: withSynonyms({ ...typed, all: groups }), meant: null, onlySome: false }
  yield { words: { ...typed, all: [groups.flat()] }, meant: null, onlySome: true }
}
