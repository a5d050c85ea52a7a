import { AppError } from '../shared/app-error.js';

/** What Express and its body parser throw, as ours. Null for anything that is not the client's doing. */
export function fromFramework(error: unknown): AppError | null {
  if (!(error instanceof Error)) return null;
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  switch (type) {
    case 'entity.too.large':
      return new AppError('tooLarge', 'request.too_large', 'Request body is too large');
    case 'entity.parse.failed':
      return new AppError('invalid', 'request.malformed_json', 'Expected JSON');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new AppError('unsupportedMedia', 'request.unsupported_media', 'Expected JSON');
    case 'entity.verify.failed':
      return causedBy(error);
    default:
      return new AppError('invalid', 'request.malformed', 'Malformed request');
  }
}

// body-parser wraps what our own check threw: the wrapper copies its fields.
function causedBy(error: Error): AppError {
  const code = (error as { code?: unknown }).code;
  const kind = code === 'request.unsupported_media' ? 'unsupportedMedia' : 'invalid';
  return new AppError(kind, typeof code === 'string' ? code : 'request.not_json', 'Expected JSON');
}
