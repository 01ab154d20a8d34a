import { z } from 'zod'
import { duration } from './duration.ts'
import { readJson } from './files.ts'

/** How long before the seed an article was written, by its path without language and ending. */
export const demoArticleTimes = readJson('article-times.json', z.record(z.string(), duration))
