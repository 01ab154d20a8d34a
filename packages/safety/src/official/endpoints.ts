import { endpoint } from '@stoa/core'
import type { Limit } from '@stoa/core/limits'
import { created, idParams, nothing } from '@stoa/core/contract'
import { allowHost, disallowHost, listAllowedHosts } from '../links/allowed-hosts.ts'
import { importBlockList, listBlockLists } from './block-lists.ts'
import {
  allowedHostInput,
  allowedHostList,
  blockListInput,
  blockListParams,
  blockLists,
  entryInput,
  leavingLink,
  leavingLinkParams,
  officialAnswer,
  officialQuery,
  trustList
} from './contract.ts'
import { showLink } from '../links/leave.ts'
import { officialMailEndpoints } from '../official-mail/endpoints.ts'
import { lookUpOfficial } from './official.ts'
import { addTrusted, removeTrusted } from './trust-changes.ts'
import { listTrusted } from './trust-list.ts'

const lookUpLimit: Limit = { per: 'actor', count: 60, seconds: 60 }

const byStaff = { minimumRole: 'staff', scope: 'moderate' } as const
const byAdmins = { minimumRole: 'admin', scope: 'admin' } as const

/** Endpoints of the official list, block lists and harmless hosts: `api.guards.<name>`. */
export const guardsEndpoints = {
  official: endpoint({
    method: 'GET',
    path: '/official',
    summary: 'Check whether a link, address, phone number, handle or username is official',
    query: officialQuery,
    answers: { 200: officialAnswer },
    minimumRole: 'guest',
    limit: lookUpLimit,
    handle: (ctx, { q }) => lookUpOfficial(ctx, q)
  }),
  ...officialMailEndpoints,
  link: endpoint({
    method: 'GET',
    path: '/links/:token',
    summary: 'Get an outside link of a post and its current verdict',
    params: leavingLinkParams,
    answers: { 200: leavingLink },
    minimumRole: 'guest',
    handle: (ctx, { token }) => showLink(ctx, token)
  }),
  trusted: endpoint({
    method: 'GET',
    path: '/trust-list',
    summary: 'List official contacts; for administrators, pending ones too',
    answers: { 200: trustList },
    minimumRole: 'guest',
    handle: listTrusted
  }),
  addTrusted: endpoint({
    method: 'POST',
    path: '/trust-list',
    summary:
      'Propose an official entry; takes effect when a second administrator confirms it, or after 24 hours',
    body: entryInput,
    answers: { 201: created },
    ...byAdmins,
    fresh: true,
    handle: addTrusted
  }),
  removeTrusted: endpoint({
    method: 'DELETE',
    path: '/trust-list/:id',
    summary: 'Withdraw a proposal, or propose the removal of an official entry',
    params: idParams,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { id }) => removeTrusted(ctx, id)
  }),
  allowedHosts: endpoint({
    method: 'GET',
    path: '/allowed-hosts',
    summary: 'List allowed hosts, to which links of new members appear right away',
    answers: { 200: allowedHostList },
    ...byStaff,
    handle: listAllowedHosts
  }),
  allowHost: endpoint({
    method: 'POST',
    path: '/allowed-hosts',
    summary: 'Allow a host',
    body: allowedHostInput,
    answers: { 201: created },
    ...byStaff,
    handle: (ctx, { host }) => allowHost(ctx, host)
  }),
  disallowHost: endpoint({
    method: 'DELETE',
    path: '/allowed-hosts/:id',
    summary: 'Remove an allowed host',
    params: idParams,
    answers: { 204: nothing },
    ...byStaff,
    handle: (ctx, { id }) => disallowHost(ctx, id)
  }),
  blockLists: endpoint({
    method: 'GET',
    path: '/block-lists',
    summary: 'List the imported lists of blocked hosts',
    answers: { 200: blockLists },
    ...byAdmins,
    handle: listBlockLists
  }),
  importBlockList: endpoint({
    method: 'PUT',
    path: '/block-lists/:source',
    summary: 'Replace the hosts of a block list',
    params: blockListParams,
    body: blockListInput,
    answers: { 204: nothing },
    ...byAdmins,
    fresh: true,
    handle: (ctx, { source, hosts }) => importBlockList(ctx, source, hosts)
  })
}
