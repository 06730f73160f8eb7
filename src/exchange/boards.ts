/**
 * The code or name of an integrated care board (ICB) → its name as we write it.
 * A board that is not in the table keeps what was written, because boards merge and get new codes.
 */

/**
 * Area of each board by its ODS code.
 * Source: ONS, integrated care boards of April 2023 with their regions, and NHS Organisation Data Service exports of 2023
 * (Open Government Licence v3), as published in github.com/nhsx/open-cyber. Boards that merged later are not here.
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
