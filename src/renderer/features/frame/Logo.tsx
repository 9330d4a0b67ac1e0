// The mark: three comb cells, one of them filled.

/** Decorative; whoever uses it names the link around it. Takes the colour of the text. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 1.75 16.29 4.23V9.17L12 11.65 7.71 9.17V4.22Z" fill="currentColor" />
      <path d="M6.62 11.2 10.9 13.67V18.62L6.62 21.1 2.33 18.62V13.67Z" />
      <path d="M17.38 11.2 21.67 13.67V18.62L17.38 21.1 13.1 18.62V13.67Z" />
    </svg>
  )
}
