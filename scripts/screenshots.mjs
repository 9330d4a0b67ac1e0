// Entry of `npm run screenshots`: plain JavaScript, because an old Node must get as far as being told that it is too old.
import { requireNode } from './nodeVersion.mjs'

await requireNode()
await import('./screenshots.ts')
