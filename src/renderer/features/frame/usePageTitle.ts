// Names the window after what it shows, so that tabs and the history can be told apart.
import { useEffect } from 'react'
import { useLocation } from 'react-router'

/** As in `prod-eu · Services · Swarmdeck`. */
export function usePageTitle(first: string): void {
  const { pathname } = useLocation()
  const place = /^\/c\/[^/]+\/([a-z]+)(?:\/([^/]+))?/.exec(pathname)
  const words = [place?.[2], place?.[1]].flatMap((part) => (part === undefined ? [] : [safeDecode(part)]))
  const title = [...words.map(capital), first, 'Swarmdeck'].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}

const capital = (word: string, index: number, all: readonly string[]): string =>
  // The name of an object is kept as it is; only the place is a word.
  all.length === 2 && index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
