import { endpoint } from '@stoa/core'
import { created, idParams, nothing } from '@stoa/core/contract'
import { answerOf } from '../readers/answer.ts'
import { readersAnswer } from '../readers/contract.ts'
import {
  sectionChange,
  sectionInput,
  sectionList,
  sectionOrder,
  sectionSourceList
} from './contract.ts'
import { addSection, changeSection } from './section-changes.ts'
import { deleteSection, orderSections } from './section-order.ts'
import { listSections, listSectionSources } from './sections.ts'

/** Endpoints of the sections of the help centre. */
export const sectionEndpoints = {
  sections: endpoint({
    method: 'GET',
    path: '/article-sections',
    summary: 'List sections of the help centre',
    answers: { 200: sectionList },
    minimumRole: 'guest',
    handle: (ctx) => listSections(ctx)
  }),
  sectionSources: endpoint({
    method: 'GET',
    path: '/article-sections/sources',
    summary: 'List sections of the help centre in all languages',
    answers: { 200: sectionSourceList },
    minimumRole: 'staff',
    handle: (ctx) => listSectionSources(ctx)
  }),
  addSection: endpoint({
    method: 'POST',
    path: '/article-sections',
    summary: 'Add a section to the help centre',
    body: sectionInput,
    answers: { 201: created },
    minimumRole: 'staff',
    handle: addSection
  }),
  orderSections: endpoint({
    method: 'PUT',
    path: '/article-sections/order',
    summary: 'Put the sections of one level in another order',
    body: sectionOrder,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: orderSections
  }),
  changeSection: endpoint({
    method: 'PATCH',
    path: '/article-sections/:id',
    summary: 'Change words, picture or readers of a section; more readers need two people',
    params: idParams,
    body: sectionChange,
    answers: { 204: nothing, 202: readersAnswer },
    minimumRole: 'staff',
    fresh: true,
    handle: async (ctx, { id, ...change }) => answerOf(await changeSection(ctx, id, change))
  }),
  deleteSection: endpoint({
    method: 'DELETE',
    path: '/article-sections/:id',
    summary: 'Delete an empty section',
    params: idParams,
    answers: { 204: nothing },
    minimumRole: 'staff',
    handle: (ctx, { id }) => deleteSection(ctx, id)
  })
}
