/** Encryption dictionaries of PDFs whose owner's password is "owner", and whose user's is empty or "secret": made with qpdf 11.3. */

/** The first string of their trailers' `ID`. */
export const ID = '<ba1ba9721883b15ddd5a5d7b78256f62>'

export interface LockedPdf {
  readonly name: string
  /** Further keys of the dictionary. */
  readonly keys: string
  /** Hexadecimal; revisions 5 and 6 need no owner's entry here. */
  readonly owner: Readonly<Record<'open' | 'locked', string>>
  readonly user: Readonly<Record<'open' | 'locked', string>>
}

export const LOCKED_PDFS: readonly LockedPdf[] = [
  {
    name: 'of 40 bits',
    keys: '/V 1/R 2/Length 40',
    owner: {
      open: 'c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab',
      locked: '92fe0f4454ad4c9644693f33c07cb54f587dce1e2682fe9ecea6107a1ef630dd',
    },
    user: {
      open: '946ca4df9107170531762daa1778fc16c362654ba3f81918a4fc33f9fdb565ec',
      locked: '69485e57df0c17c1693547bf891f3ee9de9e821ffdaa1c00442f286173f88cbf',
    },
  },
  {
    name: 'of 128 bits',
    keys: '/V 2/R 3/Length 128',
    owner: {
      open: '566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5',
      locked: '0db5855fc5326569e765906caf64e4429a4c20d6e996fdef963e9b5080f9e083',
    },
    user: {
      open: 'a672f9c07148c96b71037cc1253387480122456a91bae5134273a6db134c87c4',
      locked: '121b1d7f146184123d8785b6ec08a2bb0122456a91bae5134273a6db134c87c4',
    },
  },
  {
    name: 'with AES',
    keys: '/V 4/R 4/CF<</StdCF<</CFM/AESV2/Length 16>>>>/StmF/StdCF/StrF/StdCF',
    owner: {
      open: '566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5',
      locked: '0db5855fc5326569e765906caf64e4429a4c20d6e996fdef963e9b5080f9e083',
    },
    user: {
      open: 'a672f9c07148c96b71037cc1253387480122456a91bae5134273a6db134c87c4',
      locked: '121b1d7f146184123d8785b6ec08a2bb0122456a91bae5134273a6db134c87c4',
    },
  },
  {
    name: 'with AES, its metadata plain',
    keys: '/V 4/R 4/Length 128/EncryptMetadata false/CF<</StdCF<</CFM/AESV2/Length 16>>>>',
    owner: {
      open: '566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5',
      locked: '0db5855fc5326569e765906caf64e4429a4c20d6e996fdef963e9b5080f9e083',
    },
    user: {
      open: '68f077e487b056c4498c21a3f345802d0122456a91bae5134273a6db134c87c4',
      locked: 'ddc637c286d4bf51a806691274170dc60122456a91bae5134273a6db134c87c4',
    },
  },
  {
    name: 'of 256 bits, as first made',
    keys: '/V 5/R 5/Length 256',
    owner: {
      open: '1ca44a08a5a20851319c310e3b2728fcdf8220eadc581edd5f65eb073ac1e3e67b3d28e194923aa41d917eff73d6c5f3',
      locked:
        '73f6f3eb88a140c454bf9179df4743cfe3678d4b6288326afa996491f161fa033170578038b2110e60d199e417553441',
    },
    user: {
      open: '6e6740f054ee8e3bcac8df7d14cb4a45e2c7551e2463516129eaf6f68e9d4df899850e6f2b663a4e6b5995534f4eb56b',
      locked:
        '5f1ed8a432088f79a8dc8fae22c5ba407e8c864783418f47e799d322c0db7a13c6bf8736cfac1ea6a8be6c1ac35c211b',
    },
  },
  {
    name: 'of 256 bits',
    keys: '/V 5/R 6/Length 256',
    owner: {
      open: '0886857ba7880be5dc86649a6dd5a620e87ace7c95e767de9e6c016a9da79789a754aa4dccff244d9709a521b71e8368',
      locked:
        'fe65f19492ceedc8578f52381a1385d6c49012f02edef0101c244242ec95f3cadcda101935a7a192b1b802016ef09786',
    },
    user: {
      open: '9d2ce8a14dd5320fe01aa7662ce68dcfc11b24adc63292c5bf79f76ddc49919e9dd495fb766c5ab3d901c960c3420fb7',
      locked:
        '3c15ddd4e712f99f99253455cce3276afb2636de616c9c2d9a8ad90e1b679b9271543b5da6fc1490cbabfba364568ed7',
    },
  },
]

/** A dictionary as a file holds it; `write` gives a string as it stands there. */
export function encryptionOf(
  { keys, owner, user }: LockedPdf,
  kind: 'open' | 'locked',
  write = (digits: string) => `<${digits}>`,
): string {
  return `<</Filter/Standard/P -4${keys}/O ${write(owner[kind])}/U ${write(user[kind])}>>`
}

/** In round brackets, with what must be escaped there and what may be. */
export function inBrackets(digits: string): string {
  const escaped = [...Buffer.from(digits, 'hex')].map((byte, index) => {
    const letter = String.fromCharCode(byte)
    if (letter === '\r') return '\\r'
    if ('()\\'.includes(letter)) return `\\${letter}`
    return index % 5 === 0
      ? `\\${byte.toString(8).padStart(3, '0')}`
      : index % 7 === 0
        ? `\\\n${letter}`
        : letter
  })
  return `(${escaped.join('')})`
}
