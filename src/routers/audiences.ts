/** The groups of callers that routes let in. */
export const everybody = ['anonymous', 'customer', 'employee', 'worker', 'admin'] as const;
export const customersOnly = ['customer'] as const;
export const customersAndStaff = ['customer', 'employee', 'admin'] as const;
export const employeesOnly = ['employee'] as const;
export const deliveryWorkers = ['worker', 'employee'] as const;
export const adminsOnly = ['admin'] as const;
export const staffOnly = ['employee', 'admin'] as const;
