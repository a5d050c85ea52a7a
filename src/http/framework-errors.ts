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
    default:
      return new AppError('invalid', 'request.malformed', 'Malformed request');
  }
}
