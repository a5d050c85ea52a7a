#!/usr/bin/env bash
# Who wants the widths of bars, and not a picture, asks bwip-js for `raw({ bcid, text })`, as its documentation and its types have it: an
# array with `sbs`. Imported by name, `import { raw } from 'bwip-js/node'` compiles against those types and is another function: the
# drawing routine of the symbology that is called "raw", which refuses a text that is a fine Code 128. The encoder is on the default
# export only. So is `FontLib`, which the types declare by name and the module does not export: that import does not even link.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund bwip-js@4.11.4 typescript@5.9.3 @types/node@20.19.0
cat > typed.mts <<'TS'
import { FontLib, raw } from 'bwip-js/node';
const [symbol] = raw({ bcid: 'code128', text: 'a1b2c3d4' });
export const widths: number[] | undefined = symbol && 'sbs' in symbol ? symbol.sbs : undefined;
export const font: number = FontLib.lookup('OCR-B');
TS
npx tsc --noEmit --strict --module nodenext --moduleResolution nodenext --target es2022 --types node typed.mts && typed=yes || typed=no
echo "the types take raw({ bcid, text }) and FontLib by name: $typed"
cat > compare.mjs <<'JS'
import * as byName from 'bwip-js/node';
const asked = { bcid: 'code128', text: 'a1b2c3d4' };
const widths = byName.default.raw(asked)[0].sbs;
console.log(`default.raw: ${widths.length} widths, ${widths.reduce((sum, width) => sum + width, 0)} modules`);
const named = await Promise.resolve()
  .then(() => byName.raw(asked))
  .then((value) => `${value?.constructor?.name}, sbs ${typeof value?.[0]?.sbs}`, (error) => `refuses: ${String(error?.message ?? error).slice(0, 120)}`);
console.log(`raw by name: ${named}`);
console.log(`FontLib by name: ${typeof byName.FontLib}; on the default export: ${typeof byName.default.FontLib}`);
console.log(`Node.js ${process.version}, bwip-js ${byName.BWIPJS_VERSION}`);
const isSeen = byName.raw !== byName.default.raw && widths.length > 0 && !named.includes('sbs object');
process.exit(isSeen && byName.FontLib === undefined && typeof byName.default.FontLib === 'object' ? 0 : 1);
JS
node compare.mjs && [ "$typed" = yes ]
