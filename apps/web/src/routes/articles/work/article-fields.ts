import type { ArticleAudience, ArticleRow, ArticleSource } from '#lib/shapes.ts'

export const versionFields = ['title', 'slug', 'summary', 'body'] as const
export const settingsFields = [
  ...(['kind', 'section', 'series', 'tags', 'readers', 'author', 'owner', 'freshUntil'] as const)
] as const

export type VersionValues = Record<(typeof versionFields)[number], string>
export type SettingsValues = Record<(typeof settingsFields)[number], string> & {
  readerGroups: number[]
}

const day = 24 * 3600_000

/** The day in so many days, as fields for days take it. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * day).toISOString().slice(0, 10)

const filled = (text: string) => text.trim() || undefined

/** A version as the endpoint's input: without a slug, it is made of the title. */
export const versionInputOf = ({ title, slug, summary, body }: VersionValues) => ({
  ...{ title, summary, body },
  slug: filled(slug)
})

/** The fields as the endpoint's input, which refuses unknown choices. */
export const settingsInputOf = (values: SettingsValues) => ({
  kind: values.kind as ArticleRow['kind'],
  section: values.section === '' ? null : values.section,
  series: values.series === '' ? null : values.series,
  tags: values.tags.split(/[\s,，、]+/).filter(Boolean),
  readers: (filled(values.readers) ?? 'everyone') as ArticleAudience,
  readerGroups: values.readerGroups,
  author: filled(values.author),
  owner: filled(values.owner),
  freshUntil: values.freshUntil === '' ? null : `${values.freshUntil}T00:00:00Z`
})

/** Fields filled in from stored settings. */
export const settingsValuesOf = ({
  settings
}: Pick<ArticleSource, 'settings'>): SettingsValues => ({
  kind: settings.kind,
  section: String(settings.section ?? ''),
  series: String(settings.series ?? ''),
  tags: settings.tags.join(' '),
  readers: settings.readers,
  readerGroups: settings.readerGroups,
  author: settings.author.username,
  owner: settings.owner.username,
  freshUntil: settings.freshUntil?.slice(0, 10) ?? ''
})
