const message =
  '{{table}} belongs to {{owner}}: call a verb of {{owner}} that writes it, or add one there.'
const tablesOf = /^(@stoa\/[\w-]+)\/(tables|schema)$/
const writes = ['insert', 'update', 'delete']
const writesNext = /\b(insert\s+into|update|delete\s+from)\s+$/i
/** Settings, limits and events are kept by `core` for all. */
const forAll = '@stoa/core'

/** The package whose tables a name was imported with; undefined for other names. */
function ownersOf({ source, specifiers }) {
  const [, owner] = tablesOf.exec(source.value) ?? []
  if (!owner || owner === forAll) return []
  return specifiers.map(({ local }) => [local.name, owner])
}

/** Refuses that a package writes rows of another package's tables, which it may only read. */
export default {
  meta: { type: 'problem', schema: [], messages: { written: message } },
  create(context) {
    const owners = new Map()
    const check = (node) => {
      const owner = node?.type === 'Identifier' && owners.get(node.name)
      if (owner) context.report({ node, messageId: 'written', data: { table: node.name, owner } })
    }
    return {
      ImportDeclaration: (node) =>
        ownersOf(node).forEach(([name, owner]) => owners.set(name, owner)),
      CallExpression({ callee, arguments: [table] }) {
        if (writes.includes(callee.property?.name)) check(table)
      },
      TemplateLiteral({ quasis, expressions }) {
        expressions.forEach((node, i) => writesNext.test(quasis[i].value.raw) && check(node))
      }
    }
  }
}
