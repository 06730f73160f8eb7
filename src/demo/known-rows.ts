/** Invented suppliers, and the systems each cohort cannot work without: the cells that hang together; chance fills the rest. */

/** Cells by column id; what a rule set has no column or option for is left out. */
export type Cells = Readonly<Record<string, string | number>>

const PATIENT_DATA = { 'patients-affected': 'many', 'data-held': 'patient', 'dspt-required': 'yes' }

export const SUPPLIERS: readonly Cells[] = [
  {
    name: 'Blue Lantern Records (invented)',
    service: 'Runs the main patient record',
    ...PATIENT_DATA,
    'way-in': 'standing',
    'tolerable-outage': 2,
    'depends-on': 'A hosting company (invented)',
  },
  {
    name: 'Marlpit Pathology (invented)',
    service: 'Tests blood and tissue',
    ...PATIENT_DATA,
    'way-in': 'on-request',
    'tolerable-outage': 1,
  },
  {
    name: 'Greywater Imaging (invented)',
    service: 'Stores and reports scans',
    ...PATIENT_DATA,
    'way-in': 'standing',
    'tolerable-outage': 1,
  },
  {
    name: 'Halfpenny Rostering (invented)',
    service: 'Plans staff shifts',
    'patients-affected': 'some',
    'data-held': 'staff',
    'way-in': 'none',
    'dspt-required': 'yes',
    'tolerable-outage': 5,
  },
  {
    name: 'Sandpiper Letters (invented)',
    service: 'Prints and posts letters to patients',
    'patients-affected': 'some',
    'data-held': 'patient',
    'way-in': 'none',
    'dspt-required': 'yes',
    'tolerable-outage': 7,
  },
  {
    name: 'Tin Kettle Facilities (invented)',
    service: 'Looks after heating, lifts and doors',
    'patients-affected': 'some',
    'data-held': 'none',
    'way-in': 'standing',
    'dspt-required': 'no',
    'tolerable-outage': 3,
  },
  {
    name: 'Foxglove Payroll (invented)',
    service: 'Pays the staff',
    'patients-affected': 'none',
    'data-held': 'staff',
    'way-in': 'none',
    'dspt-required': 'yes',
    'tolerable-outage': 14,
  },
  {
    name: 'Copperleaf Dictation (invented)',
    service: 'Turns speech into clinic letters',
    'patients-affected': 'some',
    'data-held': 'patient',
    'way-in': 'on-request',
    'dspt-required': 'yes',
    'tolerable-outage': 4,
  },
]

const MAIN_RECORD = { 'main-record': 'yes', 'restore-agreed': 12, 'data-loss-agreed': 1, 'restore-order': 1 }

const SHARED_SYSTEMS: readonly Cells[] = [
  {
    name: 'Telephones and switchboard',
    'clinical-service': 'Every ward and clinic',
    'restore-agreed': 4,
    'data-loss-agreed': 24,
    'restore-order': 2,
  },
  {
    name: 'Electronic prescribing',
    'clinical-service': 'Wards and pharmacy',
    'restore-agreed': 8,
    'data-loss-agreed': 1,
    'restore-order': 3,
  },
]

export const SYSTEMS: Readonly<Record<string, readonly Cells[]>> = {
  acute: [
    { name: 'Main patient record', 'clinical-service': 'Every ward and clinic', ...MAIN_RECORD },
    ...SHARED_SYSTEMS,
    {
      name: 'Scan store and viewer',
      'clinical-service': 'Imaging and theatres',
      'restore-agreed': 12,
      'data-loss-agreed': 4,
      'restore-order': 4,
    },
    {
      name: 'Pathology results',
      'clinical-service': 'Emergency department and wards',
      'restore-agreed': 6,
      'data-loss-agreed': 1,
      'restore-order': 5,
    },
    {
      name: 'Blood fridge control',
      'clinical-service': 'Transfusion',
      'restore-agreed': 4,
      'data-loss-agreed': 24,
      'restore-order': 6,
    },
    {
      name: 'Theatre planning',
      'clinical-service': 'Theatres',
      'restore-agreed': 24,
      'data-loss-agreed': 4,
      'restore-order': 7,
    },
  ],
  ambulance: [
    {
      name: 'Computer-aided dispatch',
      'clinical-service': 'Emergency calls',
      ...MAIN_RECORD,
      'restore-agreed': 2,
    },
    {
      name: 'Call recording',
      'clinical-service': 'Emergency calls',
      'restore-agreed': 8,
      'data-loss-agreed': 1,
      'restore-order': 3,
    },
    {
      name: 'Radio and mobile data',
      'clinical-service': 'Crews on the road',
      'restore-agreed': 2,
      'data-loss-agreed': 24,
      'restore-order': 2,
    },
    {
      name: 'Patient report forms',
      'clinical-service': 'Crews and hand-over',
      'restore-agreed': 24,
      'data-loss-agreed': 4,
      'restore-order': 4,
    },
    {
      name: 'Fleet planning',
      'clinical-service': 'Control room',
      'restore-agreed': 24,
      'data-loss-agreed': 24,
      'restore-order': 5,
    },
  ],
  'mental-health': [
    { name: 'Main care record', 'clinical-service': 'Every team', ...MAIN_RECORD },
    ...SHARED_SYSTEMS,
    {
      name: 'Door access and alarms',
      'clinical-service': 'Secure wards',
      'restore-agreed': 4,
      'data-loss-agreed': 24,
      'restore-order': 4,
    },
    {
      name: 'Crisis line telephony',
      'clinical-service': 'Crisis team',
      'restore-agreed': 2,
      'data-loss-agreed': 24,
      'restore-order': 5,
    },
    {
      name: 'Appointments and reminders',
      'clinical-service': 'Community teams',
      'restore-agreed': 24,
      'data-loss-agreed': 4,
      'restore-order': 6,
    },
  ],
  community: [
    { name: 'Main care record', 'clinical-service': 'Every team', ...MAIN_RECORD },
    ...SHARED_SYSTEMS,
    {
      name: 'Visit planning',
      'clinical-service': 'District nursing',
      'restore-agreed': 24,
      'data-loss-agreed': 4,
      'restore-order': 4,
    },
    {
      name: 'Equipment loans',
      'clinical-service': 'Care at home',
      'restore-agreed': 48,
      'data-loss-agreed': 24,
      'restore-order': 5,
    },
  ],
}
