const alias = /^\/\*\* @typedef \{(.+)\} (\w+) \*\/$/
const message = /^export const (\w+) = \/\*\* @type \{(.+)\} \*\/ \(/
const comment = /^(\/\*\*|\*.*)$/

/**
 * The declarations of compiled messages, with their comments. Paraglide can write them too, but
 * lets the compiler of TypeScript do it, which takes three times as long as all the rest.
 * @param {string} source the compiled `_index.js`
 */
export function declarationsOf(source) {
  const lines = source.split('\n').flatMap(declarationOf)
  if (!lines.some((line) => line.startsWith('export const')))
    throw new Error('Paraglide compiles messages in another way now.')
  return lines.join('\n')
}

/** The keys of compiled messages. */
export const keysOf = (source) =>
  source.split('\n').flatMap((line) => message.exec(line)?.[1] ?? [])

function declarationOf(line) {
  const [, type, name] = alias.exec(line) ?? []
  if (name) return [`export type ${name} = ${type}`]
  const [, key, call] = message.exec(line) ?? []
  if (key) return [`export const ${key}: ${call}`]
  return comment.test(line) ? [line] : []
}
