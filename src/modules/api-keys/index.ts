export { apiKeyWire, changedApiKeyBody, newApiKeyBody, newApiKeyWire } from './api-key.schema.js';
export { authenticateApiKey } from './authenticate-api-key.js';
export { createApiKey } from './create-api-key.js';
export { isKey } from './key-text.js';
export { listApiKeys, readApiKey } from './list-api-keys.js';
export { revokeApiKey } from './revoke-api-key.js';
export { updateApiKey } from './update-api-key.js';
