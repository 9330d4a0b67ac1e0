// For tests of what becomes true after a while.

/** Tries until it holds; the last failure where it never does. Resolves with how long it took. @param within milliseconds */
export async function eventually(check: () => void | Promise<void>, within: number): Promise<number> {
  const began = Date.now()
  for (;;) {
    try {
      await check()
      return Date.now() - began
    } catch (error) {
      if (Date.now() - began > within) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
