/**
 * The code or name of an integrated care board (ICB) → its name as we write it.
 * A board that is not in the table keeps what was written, because boards merge and get new codes.
 */

/**
 * Area of each board by its ODS code: the 42 of 2023, which older files name, and the 6 that followed 12 of them on 1 April 2026.
 * Source: ONS, integrated care boards of April 2023, and NHS Organisation Data Service exports of 2023 (Open Government
 * Licence v3), as published in github.com/nhsx/open-cyber. The six: NHS Business Services Authority, ICB Mergers, 10 April 2026,
 * for how many; their codes and names as the Organisation Data Service gives them, in
 * github.com/rcpch/rcpch-nhs-organisations, documentation/docs/developer/icb-history.md.
 */
const AREAS: Readonly<Record<string, string>> = {
  QE1: 'Lancashire and South Cumbria',
  QF7: 'South Yorkshire',
  QGH: 'Herefordshire and Worcestershire',
  QH8: 'Mid and South Essex',
  QHG: 'Bedfordshire, Luton and Milton Keynes',
  QHL: 'Birmingham and Solihull',
  QHM: 'North East and North Cumbria',
  QJ2: 'Derby and Derbyshire',
  QJG: 'Suffolk and North East Essex',
  QJK: 'Devon',
  QJM: 'Lincolnshire',
  QK1: 'Leicester, Leicestershire and Rutland',
  QKK: 'South East London',
  QKS: 'Kent and Medway',
  QM7: 'Hertfordshire and West Essex',
  QMF: 'North East London',
  QMJ: 'North Central London',
  QMM: 'Norfolk and Waveney',
  QNC: 'Staffordshire and Stoke-on-Trent',
  QNQ: 'Frimley',
  QNX: 'Sussex',
  QOC: 'Shropshire, Telford and Wrekin',
  QOP: 'Greater Manchester',
  QOQ: 'Humber and North Yorkshire',
  QOX: 'Bath and North East Somerset, Swindon and Wiltshire',
  QPM: 'Northamptonshire',
  QR1: 'Gloucestershire',
  QRL: 'Hampshire and Isle of Wight',
  QRV: 'North West London',
  QSL: 'Somerset',
  QT1: 'Nottingham and Nottinghamshire',
  QT6: 'Cornwall and the Isles of Scilly',
  QU9: 'Buckinghamshire, Oxfordshire and Berkshire West',
  QUA: 'Black Country',
  QUE: 'Cambridgeshire and Peterborough',
  QUY: 'Bristol, North Somerset and South Gloucestershire',
  QVV: 'Dorset',
  QWE: 'South West London',
  QWO: 'West Yorkshire',
  QWU: 'Coventry and Warwickshire',
  QXU: 'Surrey Heartlands',
  QYG: 'Cheshire and Merseyside',
  D7T5G: 'Essex',
  S0E4D: 'Thames Valley',
  S1Y5D: 'Central East',
  S9B9J: 'Surrey and Sussex',
  T6Y0W: 'Norfolk and Suffolk',
  Z9B2Z: 'West and North London',
}

const BY_AREA = new Map(Object.values(AREAS).map((area) => [area.toLowerCase(), nameOf(area)]))

/** Name of a board, given as code, full name or area in any capitals; what is not known comes back as it was. */
export function nameBoard(written: string): string {
  const area = Object.hasOwn(AREAS, written.toUpperCase()) ? AREAS[written.toUpperCase()] : undefined
  if (area !== undefined) return nameOf(area)
  const bare = written
    .toLowerCase()
    .replace(/^nhs /, '')
    .replace(/ (icb|integrated care board)$/, '')
  return BY_AREA.get(bare) ?? written
}

function nameOf(area: string): string {
  return `NHS ${area} Integrated Care Board`
}
