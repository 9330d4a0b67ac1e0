// Imported before anything else: zod otherwise probes `new Function` while schemas are built, which the page's content
// security policy reports as a violation.
import { z } from 'zod'

z.config({ jitless: true })
