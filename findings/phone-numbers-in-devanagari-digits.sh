#!/usr/bin/env bash
# A mobile number of India, written in the digits of Hindi, is no number to either JavaScript port of libphonenumber, while the same
# number in Arabic-Indic, Persian or fullwidth digits is one.
# Whoever takes numbers from Indian keyboards has to turn the digits into 0 to 9 before parsing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libphonenumber-js@1.13.16 google-libphonenumber@3.2.47
cat > look.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import google from 'google-libphonenumber';

for (const name of ['libphonenumber-js', 'google-libphonenumber'])
  console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);

const util = google.PhoneNumberUtil.getInstance();
const parseGoogle = (text) => {
  try {
    return util.format(util.parse(text, 'IN'), google.PhoneNumberFormat.E164);
  } catch (error) {
    return `throws: ${error.message}`;
  }
};
const texts = { ASCII: '9876543210', ArabicIndic: '٩٨٧٦٥٤٣٢١٠', Persian: '۹۸۷۶۵۴۳۲۱۰', fullwidth: '９８７６５４３２１０', Devanagari: '९८७६५४३२१०' };
const seen = Object.entries(texts).map(([script, text]) => [script, parsePhoneNumberFromString(text, 'IN')?.number ?? 'none', parseGoogle(text)]);
for (const row of seen) console.log(row.join(' | '));

const read = '+919876543210';
const isAsFound = seen.every(([script, js, other]) => script === 'Devanagari' ? js === 'none' && other.startsWith('throws') : js === read && other === read);
process.exit(isAsFound ? 0 : 1);
JS
node look.mjs
