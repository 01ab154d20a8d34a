import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { figuresQuery, figuresShape } from './contract.ts'
import { figuresAsCsv } from './figures-csv.ts'
import { figures } from './figures.ts'

/** What the desk did, and how fast. */
export const figuresEndpoints = {
  figures: endpoint({
    method: 'GET',
    path: '/desk/figures',
    summary: 'Figures about the tickets that you answer',
    query: figuresQuery,
    answers: { 200: figuresShape },
    least: 'staff',
    capability: 'desk',
    handle: (ctx, { days }) => figures(ctx, days)
  }),
  figuresAsCsv: endpoint({
    method: 'GET',
    path: '/desk/figures/csv',
    summary: 'The same figures as a file for spreadsheets; with a fresh sign-in, and written down',
    fresh: true,
    query: figuresQuery,
    answers: { 200: nothing },
    least: 'staff',
    capability: 'desk',
    handle: (ctx, { days }) => figuresAsCsv(ctx, days)
  })
}
