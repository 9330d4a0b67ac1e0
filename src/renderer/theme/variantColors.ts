// Which colours a control's variant gets. Mantine's autoContrast looks at the light shade only and would put white on
// the bright dark teal (2.3:1), so filled and subtle name their roles here.
import { defaultVariantColorsResolver, type VariantColorsResolver } from '@mantine/core'
import { role } from './roles.ts'

/** Filled, subtle, light, default and outline from the roles; anything else as Mantine has it. */
export const variantColorResolver: VariantColorsResolver = (input) => {
  const plain = '1px solid transparent'
  const isRed = input.color === 'red'
  const isGray = input.color === 'gray'
  switch (input.variant) {
    case 'filled':
      return isRed
        ? { background: role('bad'), hover: role('bad-hover'), color: role('on-bad'), border: plain }
        : { background: role('accent'), hover: role('accent-hover'), color: role('on-accent'), border: plain }
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover:
          input.variant === 'transparent'
            ? 'transparent'
            : isGray
              ? role('hover')
              : isRed
                ? role('bad-soft')
                : role('accent-soft'),
        color: isRed ? role('bad') : isGray ? role('text') : role('accent-text'),
        border: plain,
      }
    case 'light':
      return isRed
        ? { background: role('bad-soft'), hover: role('bad-soft'), color: role('bad'), border: plain }
        : isGray
          ? { background: role('idle-soft'), hover: role('hover'), color: role('text2'), border: plain }
          : {
              background: role('accent-soft'),
              hover: role('accent-soft'),
              color: role('accent-text'),
              border: plain,
            }
    case 'default':
    case 'outline':
      return {
        background: role('surface'),
        hover: isRed ? role('bad-soft') : role('hover'),
        color: isRed ? role('bad') : role('text'),
        border: `1px solid ${role('line-strong')}`,
      }
    default:
      return defaultVariantColorsResolver(input)
  }
}
