import type employee from './messages/en/employee.json';
import type shared from './messages/en/shared.json';

declare module 'use-intl' {
  interface AppConfig {
    Messages: { shared: typeof shared } & typeof employee;
  }
}
