// What `zod` means in the page (see the alias in electron.vite.config.ts): the same, told not to compile schemas with
// `new Function`, which the page's content security policy forbids and would report. An alias rather than a first import,
// because the order of modules does not survive the splitting into chunks.
import { z } from 'zod/v4'

z.config({ jitless: true })

export * from 'zod/v4'
