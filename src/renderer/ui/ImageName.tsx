// An image reference: registry faint, name strong, tag, and seven characters of the digest. Whole on hover and on copy.
import { imageParts } from './format.ts'
import classes from './ImageName.module.css'

export interface ImageNameProps {
  readonly image: string
}

/** The reference in mono, in four tones. */
export function ImageName({ image }: ImageNameProps) {
  const parts = imageParts(image)
  return (
    <span className={classes.image} title={image}>
      <span className={classes.faint}>{parts.registry}</span>
      <span className={classes.name}>{parts.name}</span>
      {parts.tag !== '' && <span className={classes.tag}>:{parts.tag}</span>}
      {parts.digest !== '' && <span className={classes.faint}>@{parts.digest}</span>}
    </span>
  )
}
