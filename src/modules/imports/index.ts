export { type CsvRow, csvFile } from './csv-file.js';
export {
  fieldsOf,
  type ImportReport,
  importReportWire,
  outrunImport,
  type RowProblem,
  readRow,
  withoutBlank,
  withWord,
} from './import-report.js';
export { importRows } from './import-rows.js';
export { spoiltNumber } from './spoilt-number.js';
