import { asc } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '@stoa/core'
import { articleSections } from '../schema.ts'
import type { SectionChange } from '../sections/contract.ts'
import { addSection, changeSection } from '../sections/section-changes.ts'
import { orderSections } from '../sections/section-order.ts'
import { FileError, type Failure } from './failures.ts'
import type { Folder } from './folder.ts'
import { importEntries, type Entry as Located } from './import-entries.ts'
import { audienceOf } from './readers.ts'
import { sectionEntry, type SectionEntry } from './shapes.ts'

export const sectionsFile = 'sections.yml'

type Section = typeof articleSections.$inferSelect
type Entry = Located<SectionEntry>

/**
 * Adds, changes and orders the sections of `sections.yml`. Others stay, behind them.
 * @param alone whether more readers need no second person
 */
export async function importSections(
  ctx: Context,
  folder: Folder,
  alone: boolean
): Promise<Failure[]> {
  let entries: readonly Entry[] = []
  const importOne = async (entry: Entry, all: readonly Entry[]) => {
    entries = all
    checkParents(all, entry)
    await importSection(ctx, entry, alone)
  }
  // Sections above are there before those below them.
  const failures = await importEntries(
    folder,
    sectionsFile,
    sectionEntry,
    importOne,
    ({ parent }) => !parent
  )
  for (const [parent, level] of Map.groupBy(entries, ({ parent }) => parent ?? null))
    await order(ctx, parent, level)
  return failures
}

/** Refuses a section that stands below itself. */
function checkParents(entries: readonly Entry[], entry: Entry) {
  const path = [entry.slug]
  for (let { parent } = entry; parent;) {
    if (path.includes(parent))
      throw new FileError(
        entry.lineOf('parent'),
        `has a cycle: ${[...path, parent].join(' is below ')}. Give one of them no parent`
      )
    path.push(parent)
    parent = entries.find(({ slug }) => slug === parent)?.parent
  }
}

async function importSection(
  ctx: Context,
  { slug, parent, lineOf, ...entry }: Entry,
  alone: boolean
) {
  const { icon, names, descriptions } = entry
  const sections = await readAll(ctx)
  const found = sections.find((section) => section.slug === slug)
  const above = parent ? sections.find((section) => section.slug === parent) : null
  if (above === undefined)
    throw new FileError(lineOf('parent'), `has an unknown parent “${parent}”: add it to this file`)
  const audience = await audienceOf(ctx, entry.readers, lineOf('readers'))
  if (!found) {
    const readers = { ...{ readers: 'everyone' as const, readerGroups: [] }, ...audience }
    const words = { icon, names, descriptions, ...readers }
    return addSection(ctx, { slug, parent: above?.id ?? null, ...words })
  }
  if (found.parentId !== (above?.id ?? null))
    throw new FileError(
      lineOf('parent'),
      'has another parent than in the forum, where sections do not move: add a new one'
    )
  const change = differing(found, { icon, names, descriptions, ...audience })
  return Object.keys(change).length > 0 && changeSection(ctx, found.id, change, { alone })
}

/** The part of a change that differs from what is stored. */
const differing = (found: Section, change: SectionChange): SectionChange =>
  Object.fromEntries(
    Object.entries(change).filter(
      ([key, value]) => !isDeepStrictEqual(found[key as keyof Section], value)
    )
  )

async function order(ctx: Context, parent: string | null, level: readonly Entry[]) {
  const sections = await readAll(ctx)
  const above = parent === null ? null : sections.find(({ slug }) => slug === parent)
  if (above === undefined) return
  const present = sections.filter(({ parentId }) => parentId === (above?.id ?? null))
  const place = ({ slug }: Section) => level.findIndex((entry) => entry.slug === slug)
  const [listed, others] = [
    present.filter((section) => place(section) >= 0),
    present.filter((section) => place(section) < 0)
  ]
  const wanted = [...listed.toSorted((one, other) => place(one) - place(other)), ...others]
  const ids = wanted.map(({ id }) => id)
  if (
    !isDeepStrictEqual(
      ids,
      present.map(({ id }) => id)
    )
  )
    await orderSections(ctx, { parent: above?.id ?? null, ids })
}

const readAll = ({ db }: Context) =>
  db.select().from(articleSections).orderBy(asc(articleSections.position), asc(articleSections.id))
