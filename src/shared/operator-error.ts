/** A failure told to the operator in our own words. It quotes nothing anybody sent, so that ids and names of files stay readable. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}
