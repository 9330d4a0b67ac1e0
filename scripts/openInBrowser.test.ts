import { describe, expect, it } from 'vitest'
import { openerFor, redirectPage } from './openInBrowser.ts'

describe('opening the browser', () => {
  it('uses the opener of the platform, and none where there is no display', () => {
    expect(openerFor('darwin', {})?.command).toBe('open')
    expect(openerFor('win32', {})?.command).toBe('cmd')
    expect(openerFor('linux', { DISPLAY: ':0' })?.command).toBe('xdg-open')
    expect(openerFor('linux', { WAYLAND_DISPLAY: 'wayland-0' })?.command).toBe('xdg-open')
    expect(openerFor('linux', {})).toBeNull()
  })

  it('leads to the address, whatever characters the token has', () => {
    expect(redirectPage('http://127.0.0.1:7780/#token=a"b&c')).toContain(
      'url=http://127.0.0.1:7780/#token=a&#34;b&#38;c',
    )
  })
})
