import { judge } from './quality.ts'
import { measureScale } from './scale.ts'
import { printQuality, printScale } from './table.ts'

// npm run bench -- search [posts]
const posts = Number(process.argv[2] ?? 1_000_000)

printQuality('Postgres', await judge())
printScale(await measureScale(posts))
