import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWithNpm } from './parents.mjs'
import { compileCache, root } from './prepare.mjs'

endWithNpm()
enableCompileCache(compileCache)
await import(pathToFileURL(join(root, 'apps/api/build/main.js')).href)
