import { phoneKey } from '../../shared/phone.js';

/** The shop's country, whose phone numbers are written without its code. */
export type Country = { country: string };

/** A phone number as the row has it, with what makes its spellings equal in this country. */
export function phoneColumns(phone: string, country: string) {
  return { phone, phoneKey: phoneKey(phone, country), phoneCountry: country };
}
