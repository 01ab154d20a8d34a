import { endpoint } from '@stoa/core'
import { approvalInput, nothing } from '@stoa/core/contract'
import { acceptDocument } from './acceptance.ts'
import {
  acceptanceInput,
  documentHistory,
  documentInput,
  documentList,
  documentPage,
  documentParams,
  documentSource,
  documentVersion,
  documentWork,
  versionParams
} from './contract.ts'
import { discardDocument, saveDocument } from './save.ts'
import { publishDocument } from './publish.ts'
import { listDocuments } from './links.ts'
import { documentVersionsOf, showDocument, showVersion } from './show.ts'
import { documentsAtWork, documentSourceOf } from './source.ts'

const reading = {
  list: endpoint({
    method: 'GET',
    path: '/documents',
    summary: 'List rules, terms and other documents in force',
    answers: { 200: documentList },
    minimumRole: 'guest',
    handle: listDocuments
  }),
  show: endpoint({
    method: 'GET',
    path: '/documents/:slug',
    summary: 'Show the version of a document in force',
    params: documentParams,
    answers: { 200: documentPage },
    minimumRole: 'guest',
    handle: (ctx, { slug }) => showDocument(ctx, slug)
  }),
  history: endpoint({
    method: 'GET',
    path: '/documents/:slug/versions',
    summary: 'List the public versions of a document',
    params: documentParams,
    answers: { 200: documentHistory },
    minimumRole: 'guest',
    handle: (ctx, { slug }) => documentVersionsOf(ctx, slug)
  }),
  version: endpoint({
    method: 'GET',
    path: '/documents/:slug/versions/:number',
    summary: 'Show any public version of a document, and what it changed',
    params: versionParams,
    answers: { 200: documentVersion },
    minimumRole: 'guest',
    handle: (ctx, { slug, number }) => showVersion(ctx, slug, number)
  })
}

const accepting = {
  accept: endpoint({
    method: 'POST',
    path: '/documents/:slug/acceptance',
    summary: 'Accept a version of the terms, or acknowledge another document',
    params: documentParams,
    body: acceptanceInput,
    answers: { 204: nothing },
    minimumRole: 'member',
    handle: (ctx, { slug, version }) => acceptDocument(ctx, slug, version)
  })
}

const writing = {
  work: endpoint({
    method: 'GET',
    path: '/documents/work',
    summary: 'List all documents with what waits to be published',
    answers: { 200: documentWork },
    minimumRole: 'admin',
    handle: documentsAtWork
  }),
  source: endpoint({
    method: 'GET',
    path: '/documents/:slug/source',
    summary: 'Show what an admin edits, and what publishing it would show',
    params: documentParams,
    answers: { 200: documentSource },
    minimumRole: 'admin',
    handle: (ctx, { slug }) => documentSourceOf(ctx, slug)
  }),
  save: endpoint({
    method: 'PUT',
    path: '/documents/:slug/draft',
    summary: 'Save a version that waits to be published',
    params: documentParams,
    body: documentInput,
    answers: { 204: nothing },
    minimumRole: 'admin',
    handle: (ctx, { slug, ...input }) => saveDocument(ctx, slug, input)
  }),
  discard: endpoint({
    method: 'DELETE',
    path: '/documents/:slug/draft',
    summary: 'Discard the version that waits',
    params: documentParams,
    answers: { 204: nothing },
    minimumRole: 'admin',
    handle: (ctx, { slug }) => discardDocument(ctx, slug)
  }),
  publish: endpoint({
    method: 'POST',
    path: '/documents/:slug/publication',
    summary: 'Publish the version that waits; material ones need a second admin',
    params: documentParams,
    body: approvalInput,
    answers: { 204: nothing },
    minimumRole: 'admin',
    fresh: true,
    handle: (ctx, { slug, revision }) => publishDocument(ctx, slug, revision)
  })
}

/** Every endpoint of documents: `api.documents.<name>`. */
export const documentsEndpoints = { ...reading, ...accepting, ...writing }
