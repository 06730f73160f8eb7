/** The package that typesets PDFs, which is made for Linux on x64 only: where it cannot be found there are none. */
export const TYPESETTER = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu'
