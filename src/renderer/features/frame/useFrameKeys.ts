// The keys of the frame. Back and forward are a browser's own; the desktop's window has none, so that the page does it.
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from 'react-router'
import { address } from '../../api/addresses.ts'

/** Settings from anywhere; back and forward but where one types, for there the arrows move by words. */
export function useFrameKeys(): void {
  const navigate = useNavigate()
  useHotkeys([['mod+,', () => void navigate(address.settings)]], [])
  useHotkeys([
    ['alt+ArrowLeft', () => void navigate(-1)],
    ['alt+ArrowRight', () => void navigate(1)],
  ])
}
