import { z } from 'zod'
import { idParams, timeShape } from '@stoa/core/contract'

/** Fits a hundred thousand people with long names in Chinese. */
export const maxPeopleImportBytes = 16 * 1024 * 1024

export const peopleImportInput = z.object({
  /** The columns `email`, `name` and, if wanted, `language`, named in the first line. */
  csv: z.string().max(maxPeopleImportBytes),
  dryRun: z.boolean().default(true)
})

export const wrongLine = z.object({
  /** Counted from 1, with the heading. */
  line: z.number(),
  /** Key of a message. */
  reason: z.enum([
    'email',
    'name',
    'language',
    'columns',
    'name_taken',
    'name_official',
    'repeated_email',
    'repeated_name'
  ]),
  /** The line with the same address or name. */
  first: z.number().nullable()
})

export const peopleImportReport = z.object({
  rows: z.number(),
  /** The lines that are wrong, at most 500. If there is one, nobody was imported. */
  wrong: z.array(wrongLine),
  wrongCount: z.int(),
  /** Null for a dry run, and if a line is wrong. */
  importId: z.int().nullable()
})

export const listedImport = z.object({
  id: z.int(),
  by: z.string(),
  createdAt: timeShape,
  rows: z.number(),
  /** Those who chose a password. */
  joined: z.number(),
  sentAt: timeShape.nullable()
})
export const peopleImportList = z.object({ items: z.array(listedImport) })
export const importParams = idParams

export type WrongLine = z.infer<typeof wrongLine>
export type PeopleImportReport = z.infer<typeof peopleImportReport>
export type ListedImport = z.infer<typeof listedImport>
