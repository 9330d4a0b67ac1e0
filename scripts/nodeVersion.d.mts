export const root: string
export function requireNode(): Promise<void>
export function isEnough(version: string): boolean
