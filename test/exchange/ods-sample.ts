/**
 * Seventeen rows of the export `etr` in its own form, in its own order; addresses and postcodes are left out.
 * Source: NHS Organisation Data Service, NHS trusts, export of 2023 (Open Government Licence v3), through
 * github.com/nhsx/open-cyber. It is a sample of forms of names, and no current list of trusts.
 */
export const ODS_SAMPLE = `"R0A","MANCHESTER UNIVERSITY NHS FOUNDATION TRUST","Y62","QOP","","","","","","","20171001","","","","","","","","","","","0","","B","","",""
"R1D","SHROPSHIRE COMMUNITY HEALTH NHS TRUST","Y60","QOC","","","","","","","20110701","","","","","","","","","","","0","","F","","",""
"RA4","YEOVIL DISTRICT HOSPITAL NHS FOUNDATION TRUST","Y58","QSL","","","","","","","19910401","20230331","","","","","","","","","","0","","K","","",""
"RAN","ROYAL NATIONAL ORTHOPAEDIC HOSPITAL NHS TRUST","Y56","QRV","","","","","","","19910401","","","","","","","","","","","0","","H","","",""
"RBS","ALDER HEY CHILDREN'S NHS FOUNDATION TRUST","Y62","QYG","","","","","","","19910401","","","","","","","","","","","0","","B","","",""
"RCX","THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST","Y61","QMM","","","","","","","19920401","","","","","","","","","","","0","","G","","",""
"RHU","PORTSMOUTH HOSPITALS UNIVERSITY NATIONAL HEALTH SERVICE TRUST","Y59","QRL","","","","","","","19930401","","","","","","","","","","","0","","J","","",""
"RJ1","GUY'S AND ST THOMAS' NHS FOUNDATION TRUST","Y56","QKK","","","","","","","19930401","","","","","","","","","","","0","","H","","",""
"RNU","OXFORD HEALTH NHS FOUNDATION TRUST","Y59","QU9","","","","","","","19940401","","","","","","","","","","","0","","J","","",""
"RP4","GREAT ORMOND STREET HOSPITAL FOR CHILDREN NHS FOUNDATION TRUST","Y56","QMJ","","","","","","","19940401","","","","","","","","","","","0","","H","","",""
"RQF","VELINDRE NHS TRUST","W00","Q99","","","","","","","19940401","","","","","","","","","","","0","","W","","",""
"RTD","THE NEWCASTLE UPON TYNE HOSPITALS NHS FOUNDATION TRUST","Y63","QHM","","","","","","","19980401","","","","","","","","","","","0","","A","","",""
"RW5","LANCASHIRE & SOUTH CUMBRIA NHS FOUNDATION TRUST","Y62","QE1","","","","","","","20020401","","","","","","","","","","","0","","B","","",""
"RX3","TEES, ESK AND WEAR VALLEYS NHS FOUNDATION TRUST","Y63","QHM","","","","","","","20060401","","","","","","","","","","","0","","A","","",""
"RX8","YORKSHIRE AMBULANCE SERVICE NHS TRUST","Y63","QWO","","","","","","","20060701","","","","","","","","","","","0","","D","","",""
"RXY","KENT AND MEDWAY NHS AND SOCIAL CARE PARTNERSHIP TRUST","Y59","QKS","","","","","","","20060401","","","","","","","","","","","0","","J","","",""
"RY7","WIRRAL COMMUNITY HEALTH AND CARE NHS FOUNDATION TRUST","Y62","QYG","","","","","","","20110401","","","","","","","","","","","0","","B","","",""
`
