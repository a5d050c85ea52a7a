import { expect, test } from 'vitest';
import { withoutVarying } from '../support/documented-answer.js';
import { guide } from '../support/manual.js';
import { runInOneShell, stepsOf } from '../support/markdown-shell.js';
import { type Provider, providers, seededDatabase } from '../support/raw-database.js';
import { startServer } from '../support/server-process.js';

// Example calls and answers of the architecture text, section 5, word for word: older clients were written from them.

const customerRegistration = `curl -X POST http://localhost:5005/auth/signup \\
  -H "Content-Type: application/json" \\
  -d '{
    "name": "Jane Smith",
    "email": "jane@example.com",
    "phone": "+1234567890",
    "password": "securepassword123"
  }'`;

const orderCreation = `curl -X POST http://localhost:5005/api/orders \\
  -H "Content-Type: application/json" \\
  -d '{
    "customerName": "Jane Smith",
    "customerEmail": "jane@example.com",
    "customerPhone": "+1234567890",
    "serviceIds": ["s1", "s3"],
    "pickupDate": "2024-01-20",
    "specialInstructions": "Express service needed"
  }'`;

const requestFormat = `{
  "customerName": "John Doe",
  "customerEmail": "john@example.com",
  "customerPhone": "+1234567890",
  "serviceIds": ["s1", "s2"],
  "pickupDate": "2024-01-15",
  "specialInstructions": "Handle with care"
}`;

const successResponse = `{
  "order": {
    "id": "a1b2c3d4",
    "customerName": "John Doe",
    "customerEmail": "john@example.com",
    "customerPhone": "+1234567890",
    "serviceId": ["s1", "s2"],
    "service": ["Laundry", "Dry Cleaning"],
    "pickupDate": "2024-01-15",
    "specialInstructions": "Handle with care",
    "total": 500.0,
    "status": "At Store",
    "createdAt": "2024-01-10T10:30:00.000Z"
  },
  "customer": {
    "id": 1,
    "name": "John Doe",
    "email": "john@example.com",
    "phone": "+1234567890",
    "createdAt": "2024-01-10T10:30:00.000Z"
  }
}`;

const errorResponse = `{
  "error": "Missing fields"
}`;

test.for(providers)('the documented registration and order work as written on %s', async (provider) => {
  const { curl } = await aServer(provider);

  const [registered, ordered] = await curl(customerRegistration, orderCreation);

  expect(registered).toMatchObject({
    status: 201,
    body: { customer: { name: 'Jane Smith', email: 'jane@example.com', phone: '+1234567890' } },
  });
  expect(registered?.body).toHaveProperty('token', '<string token>');
  expect(ordered).toMatchObject({
    status: 201,
    body: {
      order: {
        id: '<string id>',
        customerName: 'Jane Smith',
        customerEmail: 'jane@example.com',
        customerPhone: '+1234567890',
        serviceId: ['s1', 's3'],
        service: ['Laundry', 'Ironing'],
        pickupDate: '2024-01-20',
        specialInstructions: 'Express service needed',
        total: 300,
        status: 'At Store',
        createdAt: '<string createdAt>',
      },
      customer: { id: '<number id>', name: 'Jane Smith', email: 'jane@example.com', phone: '+1234567890' },
    },
  });
});

test.for(providers)('the documented request gets every field of the documented response on %s', async (provider) => {
  const { curl } = await aServer(provider);

  const [answer] = await curl(postOrder(requestFormat));

  expect(answer?.status).toBe(201);
  expect(answer?.body).toMatchObject(Object(withoutVarying(successResponse)));
});

test.for(providers)('each field the documented order cannot do without is asked for on %s', async (provider) => {
  const { curl } = await aServer(provider);
  const required = ['customerName', 'customerEmail', 'customerPhone', 'serviceIds'];
  const incomplete = required.map((field) => JSON.stringify({ ...JSON.parse(requestFormat), [field]: undefined }));

  const answers = await curl(...incomplete.map(postOrder));

  for (const [index, answer] of answers.entries()) {
    expect(answer.status, required[index]).toBe(400);
    expect(answer.body, required[index]).toMatchObject(Object(JSON.parse(errorResponse)));
  }
  expect(answers).toHaveLength(required.length);
});

test('the tour holds the documented calls word for word', () => {
  const commands = stepsOf(guide('tour'), 'A tour in curl').map((step) => step.command.trimEnd());

  expect(commands).toContain(customerRegistration);
  expect(commands).toContain(orderCreation);
});

function postOrder(body: string): string {
  return `curl -X POST http://localhost:5005/api/orders -H "Content-Type: application/json" -d '${body}'`;
}

/** A server of one test, and how the documented calls reach it: only the port is another. */
async function aServer(provider: Provider) {
  const { url, folder } = await seededDatabase(provider);
  const server = await startServer('commands/start', folder, { DATABASE_URL: url });
  const { port } = new URL(server.url);
  const curl = async (...calls: string[]) => {
    const here = calls.map((call) => call.replaceAll('localhost:5005', `localhost:${port}`));
    // The calls stay as they are written: what they do not print is asked for by the shell's own curl.
    const withStatus = `curl() { command curl --silent --write-out '\\n%{http_code}' "$@"; }`;
    const [, ...printed] = await runInOneShell([withStatus, ...here], folder);
    return printed.map((output) => {
      const [body = '', status] = output.split('\n');
      return { status: Number(status), body: withoutVarying(body) };
    });
  };
  return { curl };
}
