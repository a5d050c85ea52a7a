#!/usr/bin/env bash
# How many decimals has a currency? Whoever asks Intl.NumberFormat for its fraction digits, as the ECMAScript standard suggests by naming
# ISO 4217, is told how amounts are usually written instead: the runtime's locale data says 0 for currencies that have two or three
# decimals by ISO 4217. Money kept in minor units by that figure is wrong by a hundred or a thousand.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund currency-codes@2.2.0
cat > compare.cjs <<'JS'
const { code } = require('currency-codes');
const wanted = ['INR', 'USD', 'JPY', 'KWD', 'PKR', 'IDR', 'HUF', 'IQD', 'LBP', 'UGX'];
const differ = [];
for (const currency of wanted) {
  const iso = code(currency).digits;
  const runtime = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  console.log(`${currency}: ISO 4217 says ${iso}, the runtime ${runtime}`);
  if (iso !== runtime) differ.push(currency);
}
console.log(`Node.js ${process.version}, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}; currency-codes 2.2.0`);
console.log(`they differ for ${differ.join(' ')}`);
// The behaviour that was seen; another answer of either ends with 1.
const seen = ['PKR', 'IDR', 'IQD', 'LBP'];
process.exit(seen.every((currency) => differ.includes(currency)) && !differ.includes('KWD') && !differ.includes('INR') ? 0 : 1);
JS
node compare.cjs
