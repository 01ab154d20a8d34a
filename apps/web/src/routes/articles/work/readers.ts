/** Who reads something, as it was chosen in a form. */
export type Readers = { readers: string; readerGroups: number[] }

/** Chosen groups that the writer does not know of. A form must not lose them. */
export const hiddenGroups = (
  { readerGroups }: Pick<Readers, 'readerGroups'>,
  known: readonly { id: number }[]
): number[] => readerGroups.filter((chosen) => !known.some(({ id }) => id === chosen))
