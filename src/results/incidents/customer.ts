/** How an address names a step of the chain that is seen as a customer: this, then its number. */
export const CUSTOMER = 'customer-'
