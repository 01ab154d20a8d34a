import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const text = { type: 'string', minLength: 1 }
const url = { type: 'string', format: 'uri' }
const time = { type: 'string', format: 'date-time' }
const language = { type: 'string', pattern: '^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$' }
/** Names with a leading underscore are extensions and objects; other unknown names are refused. */
const strict = {
  additionalProperties: false,
  patternProperties: { '^_[^.]+$': { type: 'object' } }
}
const authors = {
  type: 'array',
  items: {
    ...{ type: 'object', ...strict },
    properties: { name: text, url, avatar: url },
    anyOf: [{ required: ['name'] }, { required: ['url'] }, { required: ['avatar'] }]
  }
}

const item = {
  ...{ type: 'object', ...strict },
  required: ['id'],
  anyOf: [{ required: ['content_html'] }, { required: ['content_text'] }],
  properties: {
    ...{ id: text, url, external_url: url, title: text, language, authors },
    ...{ content_html: { type: 'string' }, content_text: { type: 'string' }, summary: text },
    ...{ image: url, banner_image: url, date_published: time, date_modified: time },
    tags: { type: 'array', items: text },
    attachments: {
      type: 'array',
      items: {
        ...{ type: 'object', ...strict, required: ['url', 'mime_type'] },
        properties: {
          ...{ url, mime_type: { type: 'string', pattern: '.+/.+' }, title: text },
          size_in_bytes: { type: 'integer', minimum: 0 },
          duration_in_seconds: { type: 'number', minimum: 0 }
        }
      }
    }
  }
}

/** JSON Feed 1.1 as https://www.jsonfeed.org/version/1.1/ describes it. */
const schema = {
  ...{ type: 'object', ...strict },
  required: ['version', 'title', 'items'],
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' },
    ...{ title: text, home_page_url: url, feed_url: url, description: text, user_comment: text },
    ...{ next_url: url, icon: url, favicon: url, authors, language },
    expired: { type: 'boolean' },
    hubs: {
      type: 'array',
      items: {
        ...{ type: 'object', ...strict, required: ['type', 'url'] },
        properties: { type: text, url }
      }
    },
    items: { type: 'array', items: item }
  }
}

const ajv = new Ajv2020({ allErrors: true, strictRequired: false })
addFormats.default(ajv)
const validate = ajv.compile(schema)

/** Violations of the specification in a JSON Feed. */
export function faultsOfJsonFeed(feed: { items: { id: string }[] }): string[] {
  const byShape = validate(feed) ? [] : (validate.errors ?? [])
  const ids = feed.items.map(({ id }) => id)
  const repeated = ids.filter((id, at) => ids.indexOf(id) !== at)
  return [
    ...byShape.map(({ instancePath, message }) => `${instancePath} ${message}`),
    ...repeated.map((id) => `twice: ${id}`)
  ]
}
